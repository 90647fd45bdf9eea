package io.valora.baselines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.valora.evaluation.regression.RegressionMetrics;
import io.valora.testing.baselines.MovieLensSplit;
import java.nio.file.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** The split u1 of MovieLens 100K, trained on the whole of u1.base with the default settings. */
@EnabledIfEnvironmentVariable(
    named = "MOVIELENS_100K",
    matches = ".+",
    disabledReason = "MOVIELENS_100K doesn't name the folder of u1.base and u1.test")
class MovieLensBaselinesTest {
  private static MovieLensSplit split;

  @BeforeAll
  static void readTheSplit() {
    split = MovieLensSplit.read(Path.of(System.getenv("MOVIELENS_100K")));
  }

  @AfterAll
  static void forgetTheSplit() {
    split.close();
  }

  @Test
  void theGlobalMeanIsAsPublished() {
    assertThat(rmse(new GlobalMean())).isCloseTo(1.154, within(0.0005));
  }

  @Test
  void theItemMeanIsAsPublished() {
    assertThat(rmse(new ItemMean())).isCloseTo(1.033, within(0.001));
  }

  @Test
  void biasesAreBetterThanItemMeans() {
    assertThat(rmse(bias())).isBetween(0.94, 0.955);
  }

  @Test
  void factorsAreBetterThanBiases() {
    assertThat(rmse(new Als(bias(), MovieLensSplit.DEFAULTS.als(), 1))).isBetween(0.90, 0.932);
  }

  private static Bias bias() {
    return new Bias(MovieLensSplit.DEFAULTS.bias());
  }

  private static double rmse(Baseline baseline) {
    try (FittedBaseline fitted = baseline.fit(split.train())) {
      Dataset<Row> predicted = fitted.predict(split.test());
      RegressionMetrics metrics = RegressionMetrics.of(predicted);
      assertThat(metrics.rows()).isEqualTo(20_000);
      return metrics.rmse();
    }
  }
}
