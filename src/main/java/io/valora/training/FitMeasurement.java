package io.valora.training;

import io.valora.model.PairScorer;
import io.valora.model.PairScorerFactory;
import io.valora.networks.RatingLoss;
import java.io.Serializable;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import scala.Tuple2;

/** Scores shards where they lie and adds up the errors, in the order of the shards. */
record FitMeasurement(RatingLoss loss, FitMetric metric) implements Serializable {
  Fit of(ShardedRows rows, PairScorerFactory network) {
    JavaSparkContext spark = JavaSparkContext.fromSparkContext(rows.shards().context());
    Broadcast<PairScorerFactory> scorers = spark.broadcast(network);
    try {
      List<Tuple2<Integer, FitSums>> sums =
          rows.shards()
              .map(shard -> new Tuple2<>(shard.index(), sums(shard, scorers.value())))
              .collect();
      return sums.stream()
          .sorted(Comparator.comparingInt(Tuple2::_1))
          .map(Tuple2::_2)
          .reduce(FitSums.EMPTY, FitSums::plus)
          .fit(metric);
    } finally {
      scorers.destroy();
    }
  }

  private FitSums sums(Shard shard, PairScorerFactory network) {
    PairScorer scorer = network.open();
    float[] stars = new float[shard.rows()];
    scorer.score(shard.users(), shard.items(), shard.rows(), stars);
    return FitSums.of(shard.ratings(), stars, loss);
  }
}
