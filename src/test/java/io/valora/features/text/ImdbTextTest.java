package io.valora.features.text;

import static org.apache.spark.sql.functions.aggregate;
import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.sum;
import static org.assertj.core.api.Assertions.assertThat;

import io.valora.features.fit.text.EncodedTexts;
import io.valora.features.fit.text.TextVocabulary;
import io.valora.testing.LocalSpark;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/**
 * The Large Movie Review Dataset. Summing the ratios is multinomial naive Bayes on presence, for
 * which Wang and Manning (2012) report accuracies of 83.55 % with words and 86.59 % with runs of
 * two.
 */
@EnabledIfEnvironmentVariable(named = "IMDB", matches = ".+")
class ImdbTextTest {
  @Test
  void wordsReachTheAccuracyOfNaiveBayes() {
    assertThat(accuracy(config(1, 20_000))).isBetween(0.825, 0.86);
  }

  @Test
  void runsOfTwoWordsReachMore() {
    assertThat(accuracy(config(2, 1_000_000))).isBetween(0.86, 0.89);
  }

  @Test
  void aMillionRunsOfThreeWordsAreFittedAndEncodedInMinutes() {
    assertThat(accuracy(config(3, 1_000_000))).isBetween(0.86, 0.90);
  }

  private static TextConfig config(int ngrams, int vocabularySize) {
    return new TextConfig(
        ngrams, vocabularySize, 2, 0, 0, LetterCase.LOWER, Weighting.COUNT_RATIO, 1);
  }

  /** Both classes are of one size, so that the threshold is 0. */
  private static double accuracy(TextConfig config) {
    Dataset<Row> train = reviews("train");
    Dataset<Row> test = reviews("test");
    long start = System.nanoTime();
    TextVocabulary vocabulary = TextVocabulary.fit(train, config);
    long fitted = System.nanoTime();
    TextEncoder encoder = vocabulary.encoder(config);
    long built = System.nanoTime();
    Row terms = EncodedTexts.of(train.union(test), encoder).agg(sum(size(col("indices")))).first();
    long encoded = System.nanoTime();
    System.out.printf(
        "%s: %d terms; fit %.1f s, hashes %.1f s, encode %.1f s, %.0f known terms a text%n",
        config,
        vocabulary.size(),
        (fitted - start) / 1e9,
        (built - fitted) / 1e9,
        (encoded - built) / 1e9,
        terms.getLong(0) / 50_000d);
    double accuracy =
        EncodedTexts.of(test, encoder)
            .select(
                aggregate(
                        col("weights"),
                        lit(0d),
                        (score, weight) -> score.plus(weight.cast(DataTypes.DoubleType)))
                    .gt(0)
                    .cast(DataTypes.IntegerType)
                    .equalTo(col("label"))
                    .cast(DataTypes.DoubleType)
                    .as("right"))
            .agg(avg("right"))
            .first()
            .getDouble(0);
    System.out.printf("accuracy %.4f%n", accuracy);
    return accuracy;
  }

  private static Dataset<Row> reviews(String part) {
    return LocalSpark.session()
        .read()
        .option("sep", "\t")
        .option("quote", "")
        .option("header", "true")
        .schema("id STRING, rating INT, label INT, text STRING")
        .csv(System.getenv("IMDB") + "/" + part + ".tsv.gz")
        .repartition(2);
  }
}
