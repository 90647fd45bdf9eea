package io.valora.networks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.valora.config.ConfigSection;
import io.valora.config.JobText;
import io.valora.config.Problems;
import io.valora.networks.FactorsConfig.RatedItemsUse;
import io.valora.networks.TableNetworkConfig.OutputRange;
import io.valora.tower.Activation;
import io.valora.tower.TableShape;
import io.valora.tower.TableShape.Entries;
import io.valora.tower.TowerLoss;
import io.valora.tower.TowerShape;
import java.util.List;
import org.junit.jupiter.api.Test;

class RowNetworkConfigsTest {
  private static final OptimizerConfig DESCENT = new OptimizerConfig.GradientDescent(0.1);
  private final Problems problems = new Problems("job.yaml");

  @Test
  void defaultsOfFactors() {
    assertThat(FactorsConfig.from(section("{}")))
        .isEqualTo(new FactorsConfig(40, RatedItemsUse.LEFT_OUT, 0.14, 0.005));
    problems.throwIfAny();
  }

  @Test
  void everyKeyOfFactorsCanBeSet() {
    ConfigSection section =
        section("{factors: 8, rated-items: added, penalty: 0.3, initial-bound: 0.4}");

    assertThat(FactorsConfig.from(section))
        .isEqualTo(new FactorsConfig(8, RatedItemsUse.ADDED, 0.3, 0.4));
    section.rejectUnknownKeys();
    problems.throwIfAny();
  }

  @Test
  void defaultsOfTexts() {
    assertThat(TextNetworkConfig.from(section("{}")))
        .isEqualTo(new TextNetworkConfig(TextNetworkConfig.Kind.BAG_OF_TERMS, 1, List.of(), 0, 0));
    assertThat(TextNetworkConfig.from(section("{kind: embedding-average}")))
        .isEqualTo(
            new TextNetworkConfig(TextNetworkConfig.Kind.EMBEDDING_AVERAGE, 50, List.of(16), 0, 0));
    assertThat(TextNetworkConfig.from(section("{hidden: [8]}")).kind())
        .as("a key that only embeddings have")
        .isEqualTo(TextNetworkConfig.Kind.EMBEDDING_AVERAGE);
    problems.throwIfAny();
  }

  @Test
  void everyKeyOfTextsCanBeSet() {
    ConfigSection section =
        section(
            """
            kind: embedding-average
            embedding-dimension: 8
            hidden: [4, 2]
            dropout: 0.1
            penalty: 0.2
            """);

    assertThat(TextNetworkConfig.from(section))
        .isEqualTo(
            new TextNetworkConfig(
                TextNetworkConfig.Kind.EMBEDDING_AVERAGE, 8, List.of(4, 2), 0.1, 0.2));
    section.rejectUnknownKeys();
    problems.throwIfAny();
  }

  @Test
  void aBagOfTermsKnowsItsPenaltyAlone() {
    ConfigSection section = section("{kind: bag-of-terms, penalty: 0.2, hidden: [4]}");
    TextNetworkConfig config = TextNetworkConfig.from(section);
    section.rejectUnknownKeys();

    assertThat(config)
        .isEqualTo(
            new TextNetworkConfig(TextNetworkConfig.Kind.BAG_OF_TERMS, 1, List.of(), 0, 0.2));
    assertThat(config.network(30, DESCENT).design().dense())
        .isEqualTo(TowerShape.factors(0, TowerLoss.CROSS_ENTROPY));
    assertThatThrownBy(problems::throwIfAny).hasMessageContaining("hidden");
  }

  @Test
  void defaultsOfNumbers() {
    assertThat(TableNetworkConfig.from(section("{}")))
        .isEqualTo(
            new TableNetworkConfig(
                List.of(64, 32), Activation.RELU, RatingLoss.MSE, 0, 0, OutputRange.BY_TARGET));
    problems.throwIfAny();
  }

  @Test
  void everyKeyOfNumbersCanBeSet() {
    ConfigSection section =
        section("{hidden: [8, 4], activation: tanh, loss: mae, dropout: 0.1, l2: 0.2}");

    assertThat(TableNetworkConfig.from(section))
        .isEqualTo(
            new TableNetworkConfig(
                List.of(8, 4), Activation.TANH, RatingLoss.MAE, 0.1, 0.2, OutputRange.BY_TARGET));
    section.rejectUnknownKeys();
    problems.throwIfAny();
  }

  @Test
  void defaultsOfRanking() {
    assertThat(RankingConfig.from(section("{}")))
        .isEqualTo(new RankingConfig(48, 20, 0.9, 8, 15, 128, 0.003));
    problems.throwIfAny();
  }

  @Test
  void everyKeyOfRankingCanBeSet() {
    ConfigSection section =
        section(
            """
            factors: 4
            history: 3
            decay: 0.5
            negatives: 2
            epochs: 6
            batch-size: 7
            learning-rate: 0.01
            """);

    RankingConfig config = RankingConfig.from(section);

    assertThat(config).isEqualTo(new RankingConfig(4, 3, 0.5, 2, 6, 7, 0.01));
    assertThat(config.optimizer()).isEqualTo(new OptimizerConfig.AdamMoments(0.01, 1e-7));
    assertThat(config.network(new Vocabularies(9, 20)).design().tables())
        .containsExactly(
            new TableShape(10, 5, Entries.ONE, 0),
            new TableShape(21, 5, Entries.ONE, 5),
            new TableShape(21, 5, Entries.BAG, 0));
    section.rejectUnknownKeys();
    problems.throwIfAny();
  }

  @Test
  void everythingThatCannotBeIsReportedAtOnce() {
    FactorsConfig.from(section("{factors: 0, penalty: -1, initial-bound: 0}"));
    TextNetworkConfig.from(section("{embedding-dimension: 0, dropout: 1.5}"));
    RankingConfig.from(section("{history: 0, negatives: 0, learning-rate: 0}"));

    assertThatThrownBy(problems::throwIfAny)
        .hasMessageContaining("Invalid factors: 0 (must be a whole number of at least 1)")
        .hasMessageContaining("Invalid penalty: -1")
        .hasMessageContaining("Invalid initial-bound: 0")
        .hasMessageContaining(
            "Invalid embedding-dimension: 0 (must be a whole number of at least 1)")
        .hasMessageContaining("Invalid dropout: 1.5")
        .hasMessageContaining("Invalid history: 0 (must be a whole number of at least 1)")
        .hasMessageContaining("Invalid negatives: 0 (must be a whole number of at least 1)")
        .hasMessageContaining("Invalid learning-rate: 0");
  }

  private ConfigSection section(String yaml) {
    return new ConfigSection(JobText.parse("job.yaml", yaml), problems);
  }
}
