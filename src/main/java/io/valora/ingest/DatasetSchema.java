package io.valora.ingest;

import io.valora.schema.ColumnSpec;
import io.valora.schema.ColumnType;
import io.valora.schema.TableSchema;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Spark's types of declared columns, in datasets and in Parquet. */
public final class DatasetSchema {
  private DatasetSchema() {}

  /** The typed columns, in the order of the job file; every one may be null. */
  public static StructType of(TableSchema schema) {
    return DataTypes.createStructType(
        schema.columns().stream().map(DatasetSchema::field).toArray(StructField[]::new));
  }

  private static StructField field(ColumnSpec column) {
    return DataTypes.createStructField(column.name(), dataType(column.type()), true);
  }

  private static DataType dataType(ColumnType type) {
    return switch (type) {
      case STRING -> DataTypes.StringType;
      case INT -> DataTypes.IntegerType;
      case LONG -> DataTypes.LongType;
      case FLOAT -> DataTypes.FloatType;
      case DOUBLE -> DataTypes.DoubleType;
      case TIMESTAMP, EPOCH_SECONDS, EPOCH_MILLISECONDS -> DataTypes.TimestampType;
    };
  }
}
