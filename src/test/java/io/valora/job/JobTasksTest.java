package io.valora.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.valora.base.JobException;
import io.valora.base.Outcome;
import io.valora.config.JobText;
import io.valora.networks.FactorsConfig;
import io.valora.tasks.Tasks;
import io.valora.tasks.rating.RatingConfig;
import io.valora.tasks.rating.RatingTask;
import io.valora.tasks.regression.RegressionConfig;
import io.valora.tasks.regression.RegressionTask;
import io.valora.tasks.sentiment.SentimentConfig;
import io.valora.tasks.sentiment.SentimentTask;
import io.valora.training.EngineKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a job file says for each of the three tasks. */
class JobTasksTest {
  private static final String REVIEWS = "jobs/reviews.yaml";
  private static final String MARKETING = "jobs/marketing.yaml";
  private static final String RANKING = "jobs/movielens-100k-ranking.yaml";
  private static final String FACTORS = "jobs/movielens-100k-factors.yaml";

  @ParameterizedTest
  @ValueSource(strings = {REVIEWS, MARKETING, FACTORS})
  void resolvedConfigurationParsesToItself(String file) throws IOException {
    JobConfig config = job(file);
    JobConfig again = JobConfig.of(Tasks.ALL, "resolved", config.resolved().deepCopy(), List.of());
    assertThat(again).isEqualTo(config);
    assertThat(again.resolved()).isEqualTo(config.resolved());
  }

  @Test
  void eachTaskHasItsOwnSettingsAndStages() throws IOException {
    assertThat(job(REVIEWS).taskConfig()).isInstanceOf(SentimentConfig.class);
    assertThat(job(MARKETING).taskConfig()).isInstanceOf(RegressionConfig.class);
    assertThat(job(FACTORS).taskConfig())
        .asInstanceOf(InstanceOfAssertFactories.type(RatingConfig.class))
        .satisfies(
            rating -> {
              assertThat(rating.network()).isInstanceOf(FactorsConfig.class);
              assertThat(rating.sides().users()).isPresent();
              assertThat(rating.sides().items()).isPresent();
              assertThat(rating.ranking()).isEmpty();
            });
    assertThat(new SentimentTask().stages()).doesNotContain(Stage.RECOMMEND).hasSize(4);
    assertThat(new RegressionTask().stages()).isEqualTo(new SentimentTask().stages());
    assertThat(new RatingTask().stages()).endsWith(Stage.RECOMMEND);
  }

  @ParameterizedTest
  @ValueSource(strings = {FACTORS, RANKING, REVIEWS, MARKETING})
  void engineWithoutLayersForTheNetworksIsRefused(String file) {
    assertThatThrownBy(() -> job(file, "training.engine=stock"))
        .hasMessageContaining(
            "Invalid training.engine: stock"
                + " (must be valora: DL4J has no layers for this job's networks)");
  }

  @Test
  void embeddingsCanBeTrainedByEitherEngine() throws IOException {
    assertThat(job("jobs/ratings-tutorial.yaml", "training.engine=stock").training().engine())
        .isEqualTo(EngineKind.STOCK);
  }

  @Test
  void settingsOfAnotherTaskAreRefused() throws IOException {
    JobConfig reviews = job(REVIEWS);
    assertThatThrownBy(() -> reviews.taskConfig(RatingConfig.class))
        .hasMessage("Invalid task: sentiment (must be another one for this command)");
  }

  @Test
  void columnsThatATaskNeedsAreNamed() {
    assertRefused(
        REVIEWS,
        "name: text",
        "name: words",
        "Invalid ingest.columns: label, words (must declare text for a sentiment job)");
    assertRefused(
        REVIEWS,
        "name: label",
        "name: mood",
        "Invalid ingest.columns: mood, text (must declare label for a sentiment job)");
    assertRefused(
        MARKETING,
        "target: nuevos_suscriptores",
        "target: suscriptores",
        "Invalid target: suscriptores (must be a declared column: mes, sucursal,"
            + " monto_invertido, nuevos_suscriptores");
    assertRefused(MARKETING, "target: nuevos_suscriptores", "", "Missing target");
    assertRefused(
        MARKETING,
        "{name: monto_invertido, kind",
        "{name: monto, kind",
        "Invalid features.columns[0].name: monto (must be a declared column, not the target:"
            + " mes, sucursal, monto_invertido");
    assertRefused(
        FACTORS,
        "{name: rating, position: 3",
        "{name: points, position: 3",
        "Invalid ingest.columns: user, item, points, time (must declare rating for a rating job)");
    assertRefused(
        FACTORS,
        "columns: age,",
        "columns: years,",
        "must be a declared column: user, age, gender, occupation)");
  }

  @Test
  void networksThatATaskDoesNotHaveAreRefused() {
    assertRefused(
        REVIEWS,
        "kind: bag-of-terms",
        "kind: factors",
        "Invalid network.kind: factors (must be one of embedding-average, bag-of-terms)");
    assertRefused(
        FACTORS,
        "kind: factors",
        "kind: bag-of-terms",
        "Invalid network.kind: bag-of-terms (must be one of embedding-mlp, factors)");
    assertRefused(MARKETING, "hidden: []", "kind: factors", "Unknown key network.kind");
    assertRefused(
        MARKETING,
        "task: regression",
        "task: numbers",
        "Invalid task: numbers (must be one of rating, sentiment, regression)");
  }

  @Test
  void keysOfAnotherKindOfNetworkAreRefused() {
    assertRefused(
        REVIEWS,
        "kind: bag-of-terms",
        "hidden: [16]\n  kind: bag-of-terms",
        "Unknown key network.hidden");
    assertRefused(FACTORS, "penalty: 0.1", "hidden: [64]", "Unknown key network.hidden");
    assertRefused(
        REVIEWS,
        "task: sentiment",
        "task: sentiment\nrecommend: {top-n: 5}",
        "Unknown key recommend");
  }

  @ParameterizedTest
  @ValueSource(strings = {REVIEWS, MARKETING, FACTORS})
  void emptyListOfBaselinesLeavesThemAllOut(String file) throws IOException {
    ObjectNode tree = tree(file, "", "");
    tree.putArray("baselines");
    JobConfig config = JobConfig.of(Tasks.ALL, file, tree, List.of());
    assertThat(config.resolved().at("/baselines/include")).isEmpty();
    assertThat(baselines(config)).isEmpty();
    assertThat(JobConfig.of(Tasks.ALL, "resolved", config.resolved().deepCopy(), List.of()))
        .isEqualTo(config);
  }

  @Test
  void baselineThatATaskDoesNotHaveIsRefused() {
    assertRefused(
        MARKETING,
        "[mean, linear-regression]",
        "[mean, als]",
        "Invalid baselines.include: [mean, als] (must be a list of mean, linear-regression, each"
            + " once)");
  }

  private static List<?> baselines(JobConfig config) {
    if (config.taskConfig() instanceof SentimentConfig sentiment) {
      return sentiment.baselines().baselines();
    }
    return config.taskConfig() instanceof RegressionConfig regression
        ? regression.baselines().baselines()
        : config.taskConfig(RatingConfig.class).baselines().baselines(1);
  }

  private static JobConfig job(String file, String... settings) throws IOException {
    return JobConfig.of(Tasks.ALL, file, tree(file, "", ""), List.of(settings));
  }

  private static void assertRefused(String file, String was, String is, String message) {
    assertThatThrownBy(() -> JobConfig.of(Tasks.ALL, file, tree(file, was, is), List.of()))
        .isInstanceOf(JobException.class)
        .hasMessageContaining(message)
        .extracting(e -> ((JobException) e).outcome())
        .isEqualTo(Outcome.INVALID_REQUEST);
  }

  /** The job file with one text replaced, and a folder in place of the environment's. */
  private static ObjectNode tree(String file, String was, String is) throws IOException {
    String yaml = Files.readString(Path.of(file));
    assertThat(yaml).contains(was);
    return JobText.parse(
        file,
        (was.isEmpty() ? yaml : yaml.replace(was, is))
            .replace("${MOVIELENS_100K}", "/data/ml-100k"));
  }
}
