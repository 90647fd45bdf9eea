package io.valora.features.fit.text;

import static io.valora.schema.Columns.KNOWN_TERM_COUNT;
import static io.valora.schema.Columns.TERM_COUNT;
import static io.valora.schema.Columns.TEXT;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.udf;

import io.valora.features.text.TermCounts;
import io.valora.features.text.TextEncoder;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Datasets of texts with the numbers of their terms. */
public final class CountedTerms {
  private static final String COUNTED = "text_counted";
  private static final StructType SCHEMA =
      new StructType()
          .add(TERM_COUNT, DataTypes.IntegerType, false)
          .add(KNOWN_TERM_COUNT, DataTypes.IntegerType, false);

  private CountedTerms() {}

  /**
   * Adds {@code term_count} and {@code known_term_count} (int), null where {@code text} is. Keeps
   * every row and column.
   */
  public static Dataset<Row> of(Dataset<Row> rows, TextEncoder encoder) {
    Broadcast<TextEncoder> sent =
        JavaSparkContext.fromSparkContext(rows.sparkSession().sparkContext()).broadcast(encoder);
    UDF1<String, Row> counting = text -> text == null ? null : row(sent.value().counts(text));
    return rows.withColumn(COUNTED, udf(counting, SCHEMA).apply(col(TEXT)))
        .withColumn(TERM_COUNT, col(COUNTED).getField(TERM_COUNT))
        .withColumn(KNOWN_TERM_COUNT, col(COUNTED).getField(KNOWN_TERM_COUNT))
        .drop(COUNTED);
  }

  private static Row row(TermCounts counts) {
    return RowFactory.create(counts.terms(), counts.known());
  }
}
