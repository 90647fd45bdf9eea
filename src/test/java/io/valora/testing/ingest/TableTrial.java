package io.valora.testing.ingest;

import io.valora.config.ConfigSection;
import io.valora.config.JobText;
import io.valora.config.Problems;
import io.valora.ingest.Ingest;
import io.valora.ingest.IngestConfig;
import io.valora.ingest.IngestFolders;
import io.valora.ingest.IngestInput;
import io.valora.ingest.IngestResult;
import io.valora.ingest.SourceFile;
import io.valora.storage.Storage;
import io.valora.testing.LocalSpark;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;

/** One ingest of the section {@code ingest} of a job file, in a folder of its own. */
public record TableTrial(Path folder, IngestConfig config) {
  /**
   * @param yaml the keys of the section
   */
  public static TableTrial of(Path folder, String yaml) {
    return new TableTrial(folder, config(yaml));
  }

  /** The section as it is read. */
  public static IngestConfig config(String yaml) {
    Problems problems = new Problems("job");
    ConfigSection section =
        new ConfigSection(JobText.parse("job", yaml), problems).section("ingest");
    IngestConfig config = IngestConfig.from(section);
    section.rejectUnknownKeys();
    problems.throwIfAny();
    return config;
  }

  public IngestResult run() {
    return Ingest.run(LocalSpark.session(), new IngestInput(config, files(), folders()));
  }

  /** The typed rows as texts, sorted. */
  public List<String> typedTexts() {
    return LocalSpark.session()
        .read()
        .parquet(folders().typed())
        .drop("row_key")
        .collectAsList()
        .stream()
        .map(Row::toString)
        .sorted()
        .toList();
  }

  public List<String> quarantineLines() {
    try (Stream<Path> paths = Files.list(Path.of(folders().quarantine()))) {
      List<String> lines = new ArrayList<>();
      for (Path path : paths.filter(path -> path.toString().endsWith(".json")).sorted().toList()) {
        lines.addAll(Files.readAllLines(path));
      }
      return lines;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<SourceFile> files() {
    Storage storage = new Storage(new Configuration());
    List<SourceFile> files = new ArrayList<>();
    config.table().ifPresent(table -> files.add(SourceFile.ofTable(table.name())));
    config
        .source()
        .forEach(
            source ->
                storage
                    .find(source)
                    .forEach(file -> files.add(new SourceFile(file.uri(), file.uri(), ""))));
    return files;
  }

  private IngestFolders folders() {
    return IngestFolders.below(folder + "/run");
  }
}
