package io.valora.features.fit.text;

import static io.valora.schema.Columns.TERMS;
import static io.valora.schema.Columns.TEXT;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.udf;

import io.valora.features.text.TextAnalyzer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;

/** Datasets of texts with their terms. */
public final class AnalyzedTexts {
  private AnalyzedTexts() {}

  /** Adds {@code terms} (array of string) to rows that have {@code text}, which may be null. */
  public static Dataset<Row> of(Dataset<Row> rows, TextAnalyzer analyzer) {
    UDF1<String, String[]> terms = text -> analyzer.terms(text).toArray(String[]::new);
    return rows.withColumn(
        TERMS, udf(terms, DataTypes.createArrayType(DataTypes.StringType, false)).apply(col(TEXT)));
  }
}
