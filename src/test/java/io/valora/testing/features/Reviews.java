package io.valora.testing.features;

import io.valora.features.text.LetterCase;
import io.valora.features.text.TextConfig;
import io.valora.features.text.Weighting;
import io.valora.testing.LocalSpark;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Small tables of reviews. */
public final class Reviews {
  private static final StructType SCHEMA =
      new StructType().add("label", DataTypes.IntegerType).add("text", DataTypes.StringType);

  private Reviews() {}

  /** Lines of label, space and text; the text {@code -} is null. */
  public static Dataset<Row> of(String... lines) {
    List<Row> rows = Arrays.stream(lines).map(Reviews::row).toList();
    return LocalSpark.session().createDataFrame(rows, SCHEMA);
  }

  public static TextConfig config(int ngrams, int vocabularySize, Weighting weighting) {
    return new TextConfig(ngrams, vocabularySize, 1, 0, 0, LetterCase.LOWER, weighting, 1);
  }

  private static Row row(String line) {
    String text = line.substring(2);
    return RowFactory.create(Integer.valueOf(line.substring(0, 1)), text.equals("-") ? null : text);
  }
}
