package io.valora.features.fit.vectors;

import static io.valora.schema.Columns.TEXT;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.xxhash64;

import io.valora.features.text.TextConfig;
import io.valora.storage.Storage;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Vectors that are kept with a note of what they were trained from: a training that is restarted,
 * or resumes from a checkpoint, reads the very vectors that it had.
 */
record TrainedOnce(TextConfig text, Word2VecConfig config) {
  private static final Logger LOG = LoggerFactory.getLogger(TrainedOnce.class);

  /** Beside the Parquet, and written after it; Spark reads no file whose name begins so. */
  private static final String NOTE = "/_trained-from";

  /** Reads the folder when it holds vectors of these texts and configurations, else trains them. */
  WordVectors vectors(VectorMaterial material) {
    Storage storage = material.storage();
    String note = material.folder() + NOTE;
    String origin = origin(material.texts());
    if (storage.exists(note) && storage.readText(note).equals(origin)) {
      LOG.info("Vectors of words are read from {}", material.folder());
      return WordVectors.read(material.texts().sparkSession(), material.folder());
    }
    WordVectors trained =
        WordVectors.train(material.texts(), text, config).write(material.folder());
    storage.write(note, origin);
    return trained;
  }

  /** The configurations, and sums over the texts that don't depend on their order. */
  private String origin(Dataset<Row> texts) {
    Row sums = texts.agg(count(col(TEXT)), sum(xxhash64(col(TEXT)).cast("decimal(20,0)"))).first();
    return "%s%n%s%n%d texts, hash %s%n"
        .formatted(text.words(), config, sums.getLong(0), sums.getDecimal(1));
  }
}
