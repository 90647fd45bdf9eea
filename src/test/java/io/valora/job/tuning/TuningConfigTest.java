package io.valora.job.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.valora.config.JobText;
import io.valora.job.JobConfig;
import io.valora.job.tuning.SearchConfig.Points;
import io.valora.job.tuning.TuningConfig.Choose;
import io.valora.tasks.Tasks;
import io.valora.training.MonitoredMetric;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class TuningConfigTest {
  private static final String JOB =
      """
      job: small
      ingest:
        source: a.csv
        columns: [{name: user}, {name: item}, {name: rating, type: double}]
      """;

  @Test
  void hasDefaults() {
    TuningConfig config = tuning("tuning: {space: {network.factors: [8, 16]}}");

    assertThat(config.search()).isEqualTo(new SearchConfig(Points.GRID, 0, Optional.empty()));
    assertThat(config.folds()).isEqualTo(5);
    assertThat(config.score()).isEqualTo(MonitoredMetric.RMSE);
    assertThat(config.choose()).isEqualTo(Choose.BEST);
    assertThat(config.parallelTrials()).isEqualTo(1);
    assertThat(config.limit()).isEqualTo(new LimitConfig(100, OptionalInt.empty()));
    assertThat(changes(config))
        .containsExactly("{\"network.factors\":8}", "{\"network.factors\":16}");
  }

  @Test
  void readsEveryKey() {
    TuningConfig config =
        tuning(
            """
            tuning:
              search: {kind: random, trials: 3}
              space: {network.factors: {from: 4, to: 64, scale: log, steps: 5}}
              folds: 3
              score: mae
              choose: within-one-error
              parallel-trials: 2
              limit: {settings: 7, minutes: 90}
            """);

    assertThat(config.search()).isEqualTo(new SearchConfig(Points.RANDOM, 3, Optional.empty()));
    assertThat(config.space())
        .containsExactly(new SpaceKey.Range("network.factors", 4, 64, SpaceKey.Scale.LOG, 5, true));
    assertThat(config.folds()).isEqualTo(3);
    assertThat(config.score()).isEqualTo(MonitoredMetric.MAE);
    assertThat(config.choose()).isEqualTo(Choose.WITHIN_ONE_ERROR);
    assertThat(config.parallelTrials()).isEqualTo(2);
    assertThat(config.limit()).isEqualTo(new LimitConfig(7, OptionalInt.of(90)));
  }

  @Test
  void gridHasEveryCombinationAndRangesTheirSteps() {
    TuningConfig config =
        tuning(
            """
            tuning:
              space:
                network.factors: {from: 4, to: 16, scale: log}
                training.optimizer.learning-rate: {from: 0.01, to: 0.03, steps: 2}
            """);

    assertThat(changes(config))
        .containsExactly(
            "{\"network.factors\":4,\"training.optimizer.learning-rate\":0.01}",
            "{\"network.factors\":4,\"training.optimizer.learning-rate\":0.03}",
            "{\"network.factors\":8,\"training.optimizer.learning-rate\":0.01}",
            "{\"network.factors\":8,\"training.optimizer.learning-rate\":0.03}",
            "{\"network.factors\":16,\"training.optimizer.learning-rate\":0.01}",
            "{\"network.factors\":16,\"training.optimizer.learning-rate\":0.03}");
  }

  /** The first points of Sobol's sequence are 1/2, 3/4, 1/4 in one dimension. */
  @Test
  void randomSearchTakesPointsOfSobolsSequence() {
    TuningConfig config =
        tuning(
            "tuning: {search: {kind: random, trials: 3}, space: {network.factors: {from: 0, to: 40}}}"
                .replace("from: 0", "from: 4")
                .replace("to: 40", "to: 44"));

    assertThat(changes(config))
        .containsExactly(
            "{\"network.factors\":24}", "{\"network.factors\":34}", "{\"network.factors\":14}");
  }

  @Test
  void readsHalving() {
    String space = "space: {network.factors: {from: 4, to: 44}}";

    assertThat(tuning("tuning: {search: {kind: halving}, %s}".formatted(space)).search())
        .isEqualTo(new SearchConfig(Points.GRID, 0, Optional.of(new HalvingConfig(3, 3))));
    TuningConfig random =
        tuning(
            "tuning: {search: {kind: halving, trials: 4, factor: 2, first-epochs: 5}, %s}"
                .formatted(space));
    assertThat(random.search())
        .isEqualTo(new SearchConfig(Points.RANDOM, 4, Optional.of(new HalvingConfig(2, 5))));
    assertThat(random.settings()).hasSize(4);
    assertThatThrownBy(
            () -> tuning("tuning: {search: {kind: halving, factor: 1}, %s}".formatted(space)))
        .hasMessageContaining(
            "Invalid tuning.search.factor: 1 (must be a whole number of at least 2)");
  }

  @Test
  void lastRungHasAllEpochs() {
    HalvingConfig halving = new HalvingConfig(3, 3);

    assertThat(halving.rungs(48, 20))
        .containsExactly(new Rung(48, 3), new Rung(16, 9), new Rung(6, 20));
    assertThat(halving.rungs(48, 27))
        .containsExactly(new Rung(48, 3), new Rung(16, 9), new Rung(6, 27));
    assertThat(halving.rungs(3, 100)).containsExactly(new Rung(3, 3), new Rung(1, 100));
    assertThat(halving.rungs(48, 3)).containsExactly(new Rung(48, 3));
  }

  @Test
  void settingsThatAreTheSameAreTriedOnce() {
    assertThat(changes(tuning("tuning: {space: {network.factors: [8, 8, 16]}}"))).hasSize(2);
  }

  @Test
  void wholeSpaceIsCheckedWithTheJobFile() {
    assertThatThrownBy(
            () ->
                tuning(
                    """
                    training: {epochs: 0}
                    """))
        .hasMessageContaining("Invalid training.epochs: 0");
    assertThatThrownBy(
            () ->
                tuning(
                    """
                    tuning:
                      space:
                        network.factors: [8, 0, none]
                        network.factor: [8]
                        training.batch-size: [16, -1]
                    """))
        .hasMessageContaining("4 problems in job.yaml")
        .hasMessageContaining("Unknown key tuning.space.network.factor (did you mean 'factors'?)")
        .hasMessageContaining(
            "Invalid tuning.space.network.factors: 0 (must be a whole number of at least 1)")
        .hasMessageContaining(
            "Invalid tuning.space.network.factors: none (must be a whole number of at least 1)")
        .hasMessageContaining(
            "Invalid tuning.space.training.batch-size: -1 (must be a whole number of at least 1)");
  }

  @Test
  void sectionItselfIsChecked() {
    assertThatThrownBy(
            () ->
                tuning(
                    """
                    tuning:
                      search: {kind: grid, trials: 3}
                      space:
                        split.seed: [1, 2]
                        network.factors: {from: 8, to: 4}
                        training.epochs: 3
                      folds: 1
                      score: accuracy
                    """))
        .hasMessageContaining("Unknown key tuning.search.trials")
        .hasMessageContaining(
            "Invalid tuning.space.split.seed: given (must be a key below features, network or training")
        .hasMessageContaining(
            "Invalid tuning.space.network.factors: {from: 8, to: 4} (must have two numbers, from below to")
        .hasMessageContaining(
            "Invalid tuning.space.training.epochs: 3 (must be a list of values, or a range {from: 1, to: 10})")
        .hasMessageContaining("Invalid tuning.folds: 1 (must be a whole number from 2 to 100)")
        .hasMessageContaining("Invalid tuning.score: accuracy (must be one of rmse");
    assertThatThrownBy(() -> tuning("tuning: {folds: 3}"))
        .hasMessageContaining("Missing tuning.space (must be given)");
  }

  @Test
  void searchThatIsTooLargeIsRefusedWithItsSize() {
    assertThatThrownBy(
            () ->
                tuning(
                    "tuning: {space: {network.factors: {from: 1, to: 300, steps: 200}}, limit: {settings: 150}}"))
        .hasMessageContaining(
            "Invalid tuning.limit.settings: 150 (must be at least the 200 settings of the search");
  }

  @Test
  void runDependsOnNothingOfIt() {
    JobConfig job = job("tuning: {space: {network.factors: [8, 16]}}");

    assertThat(job.resolved().has("tuning")).isTrue();
    assertThat(job.computed()).isEqualTo(job("").computed());
  }

  @Test
  void resolvedConfigurationParsesToItself() {
    JobConfig job =
        job("tuning: {space: {network.factors: {from: 4, to: 8}, training.epochs: [3, 5]}}");

    assertThat(JobConfig.of(Tasks.ALL, "again", job.resolved().deepCopy(), List.of()))
        .isEqualTo(job);
  }

  private static List<String> changes(TuningConfig config) {
    return config.settings().stream().map(setting -> setting.changes().toString()).toList();
  }

  private static TuningConfig tuning(String section) {
    return job(section).tuning().orElseThrow();
  }

  private static JobConfig job(String section) {
    return JobConfig.of(Tasks.ALL, "job.yaml", JobText.parse("job.yaml", JOB + section), List.of());
  }
}
