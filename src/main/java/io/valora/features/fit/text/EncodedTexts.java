package io.valora.features.fit.text;

import static io.valora.schema.Columns.INDICES;
import static io.valora.schema.Columns.TEXT;
import static io.valora.schema.Columns.WEIGHTS;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.udf;

import io.valora.features.text.EncodedText;
import io.valora.features.text.TextEncoder;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Datasets of texts with the rows and weights of their terms. */
public final class EncodedTexts {
  private static final String ENCODED = "text_encoded";
  private static final StructType SCHEMA =
      new StructType()
          .add(INDICES, DataTypes.createArrayType(DataTypes.IntegerType, false), false)
          .add(WEIGHTS, DataTypes.createArrayType(DataTypes.FloatType, false), false);

  private EncodedTexts() {}

  /**
   * Adds {@code indices} (array of int) and {@code weights} (array of float), as in {@link
   * EncodedText}, to rows that have {@code text}, which may be null. Keeps every row and column.
   * The encoder goes to each executor once.
   */
  public static Dataset<Row> of(Dataset<Row> rows, TextEncoder encoder) {
    Broadcast<TextEncoder> sent =
        JavaSparkContext.fromSparkContext(rows.sparkSession().sparkContext()).broadcast(encoder);
    UDF1<String, Row> encoding = text -> row(sent.value().encode(text));
    return rows.withColumn(ENCODED, udf(encoding, SCHEMA).apply(col(TEXT)))
        .withColumn(INDICES, col(ENCODED).getField(INDICES))
        .withColumn(WEIGHTS, col(ENCODED).getField(WEIGHTS))
        .drop(ENCODED);
  }

  private static Row row(EncodedText encoded) {
    return RowFactory.create(encoded.indices(), encoded.weights());
  }
}
