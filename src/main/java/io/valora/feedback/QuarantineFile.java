package io.valora.feedback;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_json;

import io.valora.storage.Storage;
import io.valora.storage.StoredFile;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;

/**
 * Lines that were left out, with their file, their number in it and why, as JSON lines.
 *
 * @param attempt folder of what isn't published
 */
record QuarantineFile(Storage storage, String attempt) {
  /**
   * @param lines by {@link LogLine#SCHEMA}
   * @param blocks of the files, see {@link StagedLines}
   */
  void write(Dataset<Row> lines, Dataset<Row> blocks) {
    Column number = col("number").plus(col("before")).as("number");
    lines
        .join(blocks, new String[] {"file", "block"}, "left")
        .select(to_json(struct(col("reason"), col("file"), number, col("line"))).as("value"))
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
