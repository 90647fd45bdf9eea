package io.valora.features.fit.vectors;

import io.valora.storage.Storage;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Training texts and output folder for word vectors.
 *
 * @param texts have {@code text} string, which may be null; nothing else of them is read
 * @param folder where trained vectors are kept as Parquet, replacing what is there
 */
public record VectorMaterial(Storage storage, Dataset<Row> texts, String folder) {}
