package io.valora.testing.training;

import io.valora.networks.EmbeddingNetworkConfig;
import io.valora.networks.InitialBias;
import io.valora.networks.OptimizerConfig;
import io.valora.networks.RatingLoss;
import io.valora.networks.RatingNetwork;
import io.valora.networks.Regularization;
import io.valora.networks.TowerNetwork;
import io.valora.networks.Vocabularies;
import io.valora.tower.Activation;
import io.valora.training.memory.NetworkSize;
import io.valora.training.memory.TrainingLoad;
import java.util.List;

/** Networks and loads whose memory is easy to add up by hand. */
public final class MemoryExamples {
  public static final long MEBIBYTE = 1 << 20;
  public static final long GIBIBYTE = 1 << 30;

  private MemoryExamples() {}

  /** Adagrad: one number of state per weight. */
  public static RatingNetwork network(int users, int items, int dimension, List<Integer> hidden) {
    return network(users, items, dimension, hidden, Regularization.NONE);
  }

  public static RatingNetwork network(
      int users, int items, int dimension, List<Integer> hidden, Regularization regularization) {
    EmbeddingNetworkConfig config =
        new EmbeddingNetworkConfig(
            dimension,
            dimension,
            hidden,
            Activation.RELU,
            RatingLoss.MSE,
            InitialBias.MEAN,
            regularization);
    return new RatingNetwork(
        config,
        new Vocabularies(users - 1, items - 1),
        new OptimizerConfig.KerasStyleAdagrad(0.1, 0.1, 1e-7));
  }

  public static NetworkSize size(int users, int items, int dimension, List<Integer> hidden) {
    return NetworkSize.of(new TowerNetwork(network(users, items, dimension, hidden)).design());
  }

  /** 2^20 rows in 2 tables, of 32 numbers and their state: 256 MiB; a dense layer without width. */
  public static NetworkSize quarterGibibyte() {
    return size(1 << 19, 1 << 19, 32, List.of());
  }

  /** Two shards of a million rows; a round of 8 batches of 2,048 rows. */
  public static TrainingLoad load() {
    return new TrainingLoad(2, 2_000_000, 1_000_000, 2048, 1 << 14, 20);
  }
}
