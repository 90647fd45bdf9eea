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
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** The network that benchmarks train, 32 + 32, 256, 64, 1 by Adagrad, and rows for it. */
public record MeasuredNetwork(Vocabularies vocabularies) {
  public static final long SEED = 7;
  public static final double MEAN = 3;

  public static MeasuredNetwork of(int users, int items) {
    return new MeasuredNetwork(new Vocabularies(users, items));
  }

  public RatingNetwork rating() {
    EmbeddingNetworkConfig config =
        new EmbeddingNetworkConfig(
            32,
            32,
            List.of(256, 64),
            Activation.RELU,
            RatingLoss.MSE,
            InitialBias.MEAN,
            Regularization.NONE);
    return new RatingNetwork(
        config, vocabularies, new OptimizerConfig.KerasStyleAdagrad(0.1, 0.1, 1e-7));
  }

  public TowerNetwork tower() {
    return new TowerNetwork(rating());
  }

  public float[] start() {
    return tower().startingParameters(SEED, MEAN);
  }

  /** Every row is a function of its number; users and items are drawn alike. */
  public Dataset<Row> rows(SparkSession spark, long count) {
    return spark
        .range(count)
        .selectExpr(
            "xxhash64(id) as row_key",
            "cast(1 + pmod(xxhash64(id, 1), " + vocabularies.users() + ") as int) as user_index",
            "cast(1 + pmod(xxhash64(id, 2), " + vocabularies.items() + ") as int) as item_index",
            "cast(1 + pmod(xxhash64(id, 3), 5) as float) as rating");
  }
}
