package io.valora.job;

import io.valora.ingest.DatasetSchema;
import io.valora.schema.Columns;
import io.valora.schema.TableSchema;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;

/** Folder of typed rows, whose schema is that of the job file, so that no job infers it. */
record TypedFolder(String uri, TableSchema schema) {
  /** The declared columns and {@code row_key}. */
  Dataset<Row> read(SparkSession spark) {
    return spark
        .read()
        .schema(DatasetSchema.of(schema).add(Columns.ROW_KEY, DataTypes.LongType))
        .parquet(uri);
  }
}
