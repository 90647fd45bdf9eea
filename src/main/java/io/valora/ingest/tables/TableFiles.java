package io.valora.ingest.tables;

import static org.apache.spark.sql.functions.col;

import io.valora.base.JobException;
import io.valora.base.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Columnar files, whose columns and types stand in the files. */
public final class TableFiles {
  private static final String AVRO = "avro";
  private static final String AVRO_SOURCE = "org.apache.spark.sql.avro.AvroFileFormat";

  private static final Map<String, String> SIGNATURES =
      Map.of("PAR1", "parquet", "ORC", "orc", "Obj\u0001", AVRO);

  private static final Pattern WILDCARD = Pattern.compile("[\\\\*?\\[\\]{}]");

  private TableFiles() {}

  /**
   * The rows of the files, with the columns that any of them has. A time counts as it is written,
   * in the calendar that ISO 8601 means, whatever wrote it.
   *
   * @param format {@code parquet}, {@code orc} or {@code avro}
   * @param paths of the files, in which no letter is a wildcard
   */
  public static Dataset<Row> rows(SparkSession session, String format, List<String> paths) {
    if (format.equals(AVRO)) {
      requireAvro(session.version());
    }
    return session
        .read()
        .format(format)
        .option("mergeSchema", true)
        .option("datetimeRebaseMode", "CORRECTED")
        .option("int96RebaseMode", "CORRECTED")
        .load(
            paths.stream()
                .map(path -> WILDCARD.matcher(path).replaceAll("\\\\$0"))
                .toArray(String[]::new));
  }

  /** The format of a file that begins with these bytes; empty for any other than these. */
  public static Optional<String> formatOf(byte[] first) {
    String start = new String(first, StandardCharsets.ISO_8859_1);
    boolean isText = start.chars().noneMatch(next -> next < '\t');
    return SIGNATURES.entrySet().stream()
        .filter(signature -> !isText && start.startsWith(signature.getKey()))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  /** The path of a row's file, and the byte at which its split of that file starts. */
  public static List<Column> position() {
    return List.of(
        col("_metadata.file_path").as("file_path"),
        col("_metadata.file_block_start").as("file_block_start"));
  }

  private static void requireAvro(String version) {
    try {
      Class.forName(AVRO_SOURCE, false, Thread.currentThread().getContextClassLoader());
    } catch (ClassNotFoundException e) {
      throw JobException.cannot(
          Outcome.INVALID_REQUEST,
          "read Avro files",
          "Spark has no Avro source here (set spark.jars.packages to"
              + " org.apache.spark:spark-avro_2.12:%s)".formatted(version),
          e);
    }
  }
}
