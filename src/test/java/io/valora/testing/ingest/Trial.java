package io.valora.testing.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.valora.ingest.DuplicatePolicy;
import io.valora.ingest.DuplicateRule;
import io.valora.ingest.Ingest;
import io.valora.ingest.IngestConfig;
import io.valora.ingest.IngestFolders;
import io.valora.ingest.IngestInput;
import io.valora.ingest.IngestResult;
import io.valora.ingest.SourceFile;
import io.valora.ingest.layout.FileFormat;
import io.valora.ingest.layout.FileLayout;
import io.valora.schema.Bounds;
import io.valora.schema.ColumnSpec;
import io.valora.schema.ColumnType;
import io.valora.schema.TableSchema;
import io.valora.schema.TimePattern;
import io.valora.testing.LocalSpark;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** One ingest in a folder of its own: files in, typed rows and quarantine out. */
public final class Trial {
  public static final TableSchema RATINGS =
      new TableSchema(
          List.of(
              ColumnSpec.of("user", ColumnType.STRING).withSource("ID"),
              ColumnSpec.ofTimes("time", new TimePattern("M/d/yyyy H:mm", "UTC"))
                  .withSource("FECHA"),
              ColumnSpec.of("item", ColumnType.STRING).withSource("NOMBRE"),
              ColumnSpec.of("rating", ColumnType.DOUBLE)
                  .withSource("CALIFICACION")
                  .withBounds(new Bounds(1, 5))));
  public static final FileLayout CSV = new FileLayout(FileFormat.CSV, true, ',', '"', "UTF-8");
  public static final DuplicateRule KEEP = new DuplicateRule(DuplicatePolicy.KEEP, List.of(), "");

  private static final String SPLIT_SIZE = "mapreduce.input.fileinputformat.split.maxsize";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path folder;
  private final List<SourceFile> files = new ArrayList<>();
  private TableSchema schema = RATINGS;
  private FileLayout layout = CSV;
  private DuplicateRule duplicates = KEEP;
  private double maxBadFraction = 0.99;

  public Trial(Path folder) {
    this.folder = folder;
  }

  public Trial schema(TableSchema other) {
    schema = other;
    return this;
  }

  public Trial layout(FileLayout other) {
    layout = other;
    return this;
  }

  public Trial duplicates(DuplicateRule other) {
    duplicates = other;
    return this;
  }

  public Trial maxBadFraction(double other) {
    maxBadFraction = other;
    return this;
  }

  public Trial file(String name, String text) {
    return file(name, text.getBytes(StandardCharsets.UTF_8));
  }

  public Trial file(String name, byte[] bytes) {
    return file(name, bytes, "");
  }

  public Trial file(String name, byte[] bytes, String part) {
    try {
      Path path = Files.write(folder.resolve(name), bytes);
      files.add(new SourceFile("file:" + path, name, part));
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public IngestInput input() {
    IngestConfig config =
        new IngestConfig(
            "ingest", List.of("data/*"), List.of(), layout, maxBadFraction, duplicates, schema);
    return new IngestInput(config, files, IngestFolders.below(folder + "/run"));
  }

  public IngestResult run() {
    return Ingest.run(session(), input());
  }

  public Dataset<Row> typed() {
    return session().read().parquet(input().folders().typed());
  }

  /** The typed rows as text, sorted. */
  public List<String> typedTexts() {
    return typed().collectAsList().stream().map(Row::toString).sorted().toList();
  }

  public List<String> quarantineLines() {
    try (Stream<Path> paths = Files.list(Path.of(input().folders().quarantine()))) {
      List<String> lines = new ArrayList<>();
      for (Path path : paths.filter(path -> path.toString().endsWith(".json")).sorted().toList()) {
        lines.addAll(Files.readAllLines(path));
      }
      return lines;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public List<JsonNode> quarantine() {
    List<JsonNode> rows = new ArrayList<>();
    for (String line : quarantineLines()) {
      try {
        rows.add(JSON.readTree(line));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return rows;
  }

  /** {@code line column reason} of every quarantined row. */
  public List<String> reasons() {
    return quarantine().stream()
        .map(
            row ->
                row.get("line")
                    + " "
                    + row.get("column").asText()
                    + " "
                    + row.get("reason").asText())
        .toList();
  }

  /**
   * The lines that the typed rows, whose texts may span some, and the quarantined ones stand on.
   */
  public long linesAccountedFor() {
    long typed =
        typed().collectAsList().stream().mapToLong(row -> row.toString().lines().count()).sum();
    return typed
        + quarantine().stream()
            .mapToLong(row -> row.get("last-line").asLong() - row.get("line").asLong() + 1)
            .sum();
  }

  public static <T> T withSplitsOf(int bytes, Supplier<T> work) {
    Configuration hadoop = session().sparkContext().hadoopConfiguration();
    hadoop.setInt(SPLIT_SIZE, bytes);
    try {
      return work.get();
    } finally {
      hadoop.unset(SPLIT_SIZE);
    }
  }

  public static byte[] gzip(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  public static SparkSession session() {
    return LocalSpark.session();
  }
}
