package io.valora.baselines;

import static org.assertj.core.api.Assertions.assertThat;

import io.valora.evaluation.classification.ClassificationMetrics;
import io.valora.testing.baselines.ImdbReviews;
import java.nio.file.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** The published split of the Large Movie Review Dataset, with the default settings. */
@EnabledIfEnvironmentVariable(
    named = "IMDB",
    matches = ".+",
    disabledReason = "IMDB doesn't name the folder of train.tsv.gz and test.tsv.gz")
class ImdbBaselinesTest {
  private static final double MOST_SECONDS = 150;

  private static Dataset<Row> train;
  private static Dataset<Row> test;

  @BeforeAll
  static void readTheReviews() {
    Path folder = Path.of(System.getenv("IMDB"));
    train = ImdbReviews.read(folder.resolve("train.tsv.gz")).persist();
    test = ImdbReviews.read(folder.resolve("test.tsv.gz"));
    assertThat(train.count()).isEqualTo(25_000);
  }

  @AfterAll
  static void forgetTheReviews() {
    train.unpersist();
  }

  @Test
  void theMajorityClassIsRightOnEverySecondReview(TestInfo info) {
    assertThat(accuracy(new MajorityClass(), info)).isEqualTo(0.5);
  }

  @Test
  void naiveBayesIsAsPublished(TestInfo info) {
    // Wang and Manning, ACL 2012: 83.55 % on words, 86.59 % on word pairs too
    assertThat(accuracy(new TermNaiveBayes(new NaiveBayesConfig(1)), info)).isBetween(0.83, 0.87);
  }

  @Test
  void logisticRegressionIsAsGoodAsPublishedLinearClassifiers(TestInfo info) {
    // Wang and Manning, ACL 2012: support vector machine on words and word pairs 89.16 %
    assertThat(accuracy(new TermLogisticRegression(new LogisticRegressionConfig(3e-6, 30)), info))
        .isBetween(0.89, 0.91);
  }

  private static double accuracy(TextBaseline baseline, TestInfo info) {
    long start = System.nanoTime();
    FittedTextBaseline fitted = baseline.fit(train);
    double seconds = (System.nanoTime() - start) / 1e9;
    ClassificationMetrics metrics = ClassificationMetrics.of(fitted.predict(test), 0.5);
    System.out.printf("%s: fitted in %.1f s, %s%n", info.getDisplayName(), seconds, metrics);
    assertThat(metrics.confusion().rows()).isEqualTo(25_000);
    assertThat(seconds).isLessThan(MOST_SECONDS);
    return metrics.confusion().accuracy();
  }
}
