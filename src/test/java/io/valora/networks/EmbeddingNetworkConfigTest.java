package io.valora.networks;

import static org.assertj.core.api.Assertions.assertThat;

import io.valora.config.ConfigSection;
import io.valora.config.JobText;
import io.valora.config.Problems;
import io.valora.tower.Activation;
import java.util.List;
import org.junit.jupiter.api.Test;

class EmbeddingNetworkConfigTest {
  private final Problems problems = new Problems("job.yaml");

  @Test
  void defaultsAreThoseOfTheTutorial() {
    assertThat(EmbeddingNetworkConfig.from(section("{}")))
        .isEqualTo(
            new EmbeddingNetworkConfig(
                32,
                32,
                List.of(256, 64),
                Activation.RELU,
                RatingLoss.MSE,
                InitialBias.MEAN,
                Regularization.NONE));
    problems.throwIfAny();
  }

  @Test
  void everyKeyCanBeSet() {
    ConfigSection section =
        section(
            """
            user-embedding-dimension: 8
            item-embedding-dimension: 4
            hidden: [16]
            activation: tanh
            loss: mae
            initial-bias: zero
            dropout: 0.1
            embedding-dropout: 0.2
            l2: 0.3
            embedding-l2: 0.4
            """);

    assertThat(EmbeddingNetworkConfig.from(section))
        .isEqualTo(
            new EmbeddingNetworkConfig(
                8,
                4,
                List.of(16),
                Activation.TANH,
                RatingLoss.MAE,
                InitialBias.ZERO,
                new Regularization(0.1, 0.2, 0.3, 0.4)));
    section.rejectUnknownKeys();
    problems.throwIfAny();
  }

  @Test
  void checkpointsOfEarlierVersionsKnowTheNetwork() {
    assertThat(EmbeddingNetworkConfig.from(section("{}")))
        .hasToString(
            "NetworkConfig[kind=EMBEDDING_MLP, userEmbeddingDimension=32,"
                + " itemEmbeddingDimension=32, hidden=[256, 64], activation=RELU, loss=MSE,"
                + " initialBias=MEAN, regularization=Regularization[dropout=0.0,"
                + " embeddingDropout=0.0, l2=0.0, embeddingL2=0.0]]");
  }

  private ConfigSection section(String yaml) {
    return new ConfigSection(JobText.parse("job.yaml", yaml), problems);
  }
}
