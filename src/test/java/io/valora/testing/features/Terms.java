package io.valora.testing.features;

import io.valora.features.fit.text.TextVocabulary;
import io.valora.features.text.LetterCase;
import io.valora.features.text.TextConfig;
import io.valora.features.text.TextEncoder;
import io.valora.features.text.Weighting;
import io.valora.testing.LocalSpark;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Texts, and the encoders of their terms. */
public final class Terms {
  public static final TextConfig WORDS = config(1);

  private static final StructType SCHEMA =
      new StructType().add("text", DataTypes.StringType).add("label", DataTypes.IntegerType);

  private Terms() {}

  public static TextConfig config(int ngrams) {
    return new TextConfig(ngrams, 1_000, 1, 0, 0, LetterCase.LOWER, Weighting.AVERAGE, 1);
  }

  /** With {@code text} and {@code label}. */
  public static Dataset<Row> texts(List<String> texts) {
    return LocalSpark.session()
        .createDataFrame(texts.stream().map(text -> RowFactory.create(text, 1)).toList(), SCHEMA);
  }

  public static TextVocabulary vocabulary(TextConfig config, String... texts) {
    return TextVocabulary.fit(texts(Arrays.asList(texts)), config);
  }

  public static TextEncoder encoder(TextConfig config, String... texts) {
    return vocabulary(config, texts).encoder(config);
  }
}
