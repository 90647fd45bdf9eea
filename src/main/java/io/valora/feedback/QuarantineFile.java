package io.valora.feedback;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_json;

import io.valora.storage.Storage;
import io.valora.storage.StoredFile;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;

/**
 * Lines that were left out, with their file and why, as JSON lines.
 *
 * @param attempt folder of what isn't published
 */
record QuarantineFile(Storage storage, String attempt) {
  /**
   * @param lines by {@link LogLine#SCHEMA}
   */
  void write(Dataset<Row> lines) {
    lines
        .select(to_json(struct(col("reason"), col("file"), col("line"))).as("value"))
        .repartition(1)
        .sortWithinPartitions("value")
        .write()
        .mode(SaveMode.Overwrite)
        .text(attempt + "/parts");
  }

  /** Puts the lines in the place of earlier ones. */
  void publish(String folder) {
    String parts = attempt + "/parts";
    for (StoredFile file : storage.find(parts)) {
      storage.move(file.uri(), parts + "/lines.jsonl");
    }
    storage.delete(parts + "/_SUCCESS");
    storage.delete(folder);
    storage.move(parts, folder);
  }
}
