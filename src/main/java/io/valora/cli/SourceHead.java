package io.valora.cli;

import io.valora.base.JobException;
import io.valora.base.Outcome;
import io.valora.ingest.tables.TableFiles;
import io.valora.ingest.tables.TableFormat;
import io.valora.ingest.tables.TableSample;
import io.valora.profiling.ClassFolders;
import io.valora.profiling.TableHead;
import io.valora.profiling.TextHead;
import io.valora.storage.Storage;
import io.valora.storage.StoredFile;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;

/** Reader of the first rows behind a file, folder or glob, whatever their format. */
record SourceHead(Storage storage, String source) {
  private static final int FIRST_BYTES = 512;

  TableHead read() {
    List<StoredFile> files = storage.find(source);
    if (files.isEmpty()) {
      throw JobException.cannot(
          Outcome.INVALID_REQUEST, "look at " + source, "there is no such file");
    }
    TableFormat.refusal(storage, files.stream().map(StoredFile::uri).toList())
        .ifPresent(
            must -> {
              throw JobException.invalid("FILE", source, must);
            });
    return ClassFolders.of(storage, files)
        .map(folders -> TableHead.ofFolders(source, folders))
        .orElseGet(() -> ofFirst(files));
  }

  /** The head of the first file that isn't empty. */
  private TableHead ofFirst(List<StoredFile> files) {
    String first =
        files.stream().filter(file -> file.bytes() > 0).findFirst().orElse(files.get(0)).uri();
    TableHead head =
        formatOf(first)
            .map(format -> TableHead.ofTyped(source, sample(format, first)))
            .orElseGet(() -> TableHead.ofText(TextHead.read(storage, source, first)));
    return files.size() == 1 ? head : head.ofFirst(files.size());
  }

  private Optional<String> formatOf(String file) {
    try (InputStream in = storage.open(file)) {
      return TableFiles.formatOf(in.readNBytes(FIRST_BYTES));
    } catch (IOException e) {
      throw JobException.cannot(Outcome.DATA_REJECTED, "look at " + source, e.getMessage(), e);
    }
  }

  private static TableSample sample(String format, String file) {
    try (SparkSession spark = Sessions.open("valora init", List.of())) {
      return TableSample.of(spark, format, file);
    }
  }
}
