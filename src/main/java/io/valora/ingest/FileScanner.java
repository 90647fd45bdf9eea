package io.valora.ingest;

import io.valora.base.Sha256;
import io.valora.ingest.lines.Dialect;
import io.valora.ingest.lines.FileHead;
import io.valora.ingest.lines.QuoteScan;
import io.valora.lineage.InputFile;
import io.valora.storage.Storage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Reads each file once before its rows are read: the start, which says how rows are laid out, then
 * all bytes, for the digest and for cells that span lines.
 */
final class FileScanner implements Function<Integer, FileScan> {
  private static final long serialVersionUID = 1L;
  private static final int BUFFER_BYTES = 1 << 16;

  /** Hadoop unpacks files of these names, and can't open a local file with a colon in its name. */
  private static final Pattern NOT_FOR_SPLITS =
      Pattern.compile(
          ".*\\.(gz|bz2|zst|deflate|snappy|lz4|lzo|xz)|file:.*:[^/]*", Pattern.CASE_INSENSITIVE);

  private final ReadPlan plan;
  private final Broadcast<SerializableConfiguration> hadoop;

  private FileScanner(ReadPlan plan, Broadcast<SerializableConfiguration> hadoop) {
    this.plan = plan;
    this.hadoop = hadoop;
  }

  /** One scan per file, in the order of the files. */
  static List<FileScan> scan(JavaSparkContext spark, ReadPlan plan) {
    Broadcast<SerializableConfiguration> hadoop =
        spark.broadcast(new SerializableConfiguration(spark.hadoopConfiguration()));
    List<Integer> indices = IntStream.range(0, plan.files().all().size()).boxed().toList();
    int tasks = Math.min(indices.size(), spark.defaultParallelism());
    return spark.parallelize(indices, tasks).map(new FileScanner(plan, hadoop)).collect();
  }

  @Override
  public FileScan call(Integer index) throws IOException {
    return new FileScanner(plan.of(index), hadoop).scan(index);
  }

  private FileScan scan(int index) throws IOException {
    SourceFile file = plan.files().at(index);
    SourceText source = new SourceText(file, new Storage(hadoop.value().value()));
    if (!plan.layout().format().hasHeads()) {
      return new FileScan(digest(source, Optional.empty()), FileHead.NONE, FileScan.Reading.WHOLE);
    }
    FileHead head = head(source);
    LineParsers.of(file, plan, head);
    Optional<QuoteScan> quotes = head.verbatim() ? quotes(head) : Optional.empty();
    InputFile digest = digest(source, quotes);
    return new FileScan(digest, head, reading(file, head, quotes));
  }

  private FileHead head(SourceText source) {
    return source.read(
        plan.layout().charset(),
        stream -> new HeadReader(source.file().displayName(), plan, stream).read());
  }

  private FileScan.Reading reading(SourceFile file, FileHead head, Optional<QuoteScan> quotes) {
    if (!head.verbatim()) {
      return FileScan.Reading.WHOLE;
    }
    boolean spanning =
        quotes.map(QuoteScan::found).orElseGet(() -> plan.layout().dialect().cellsMaySpanLines());
    if (spanning) {
      return FileScan.Reading.SPANNING;
    }
    return NOT_FOR_SPLITS.matcher(file.path()).matches()
        ? FileScan.Reading.WHOLE
        : FileScan.Reading.SPLITS;
  }

  /** Absent where bytes don't tell the characters that matter. */
  private Optional<QuoteScan> quotes(FileHead head) {
    Dialect dialect = plan.layout().dialect();
    Charset charset = plan.layout().charset();
    boolean bytewise =
        charset.equals(StandardCharsets.UTF_8) || charset.newEncoder().maxBytesPerChar() == 1;
    if (!dialect.cellsMaySpanLines()
        || !bytewise
        || dialect.quote() > '~'
        || dialect.escape() > '~') {
      return Optional.empty();
    }
    byte[] delimiter = head.delimiter().getBytes(charset);
    int escape = dialect.escape() == Dialect.NONE ? -1 : dialect.escape();
    return Optional.of(new QuoteScan(delimiter, (byte) dialect.quote(), escape));
  }

  private InputFile digest(SourceText source, Optional<QuoteScan> quotes) throws IOException {
    MessageDigest digest = Sha256.digest();
    long bytes = 0;
    byte[] buffer = new byte[BUFFER_BYTES];
    try (InputStream stream = source.bytes()) {
      for (int read = stream.read(buffer); read >= 0; read = stream.read(buffer)) {
        digest.update(buffer, 0, read);
        if (quotes.isPresent()) {
          quotes.get().add(buffer, 0, read);
        }
        bytes += read;
      }
    }
    return new InputFile(source.file().displayName(), bytes, Sha256.hex(digest));
  }
}
