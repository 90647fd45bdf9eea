package io.valora.training.loop;

import io.valora.networks.RowScorer;
import io.valora.networks.TrainedNetwork;
import io.valora.tower.IndexBatch;
import io.valora.tower.Standardization;
import io.valora.tower.TowerDesign;
import io.valora.tower.TowerLoss;
import io.valora.training.EpochMetrics;
import io.valora.training.LinkedTable;
import io.valora.training.MonitoredMetric;
import io.valora.training.Negatives;
import io.valora.training.shards.Shard;
import io.valora.training.shards.ShardRows;
import io.valora.training.shards.ShardedRows;
import java.io.Serializable;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import scala.Tuple2;

/** Scores shards where they lie and adds up the errors, in the order of the shards. */
record EpochEvaluator(
    TowerDesign design,
    MonitoredMetric metric,
    List<LinkedTable> links,
    Negatives negatives,
    Standardization labels)
    implements Serializable {
  private static final int CHUNK = 4096;

  EpochMetrics of(ShardedRows rows, TrainedNetwork network) {
    JavaSparkContext spark = JavaSparkContext.fromSparkContext(rows.shards().context());
    Broadcast<TrainedNetwork> sent = spark.broadcast(network);
    Broadcast<EpochEvaluator> self = spark.broadcast(this);
    try {
      double unit = labels.standardDeviation();
      return sums(rows, sent, self).metrics(metric, unit, design.dense().loss().unit(unit));
    } finally {
      sent.destroy();
      self.destroy();
    }
  }

  private static MetricSums sums(
      ShardedRows rows, Broadcast<TrainedNetwork> network, Broadcast<EpochEvaluator> measurement) {
    return rows
        .shards()
        .map(shard -> new Tuple2<>(shard.index(), measurement.value().sums(shard, network.value())))
        .collect()
        .stream()
        .sorted(Comparator.comparingInt(Tuple2::_1))
        .map(Tuple2::_2)
        .reduce(MetricSums.EMPTY, MetricSums::plus);
  }

  private MetricSums sums(Shard shard, TrainedNetwork network) {
    RowScorer scorer = network.rowScorer();
    TowerLoss loss = design.dense().loss();
    ShardRows rows = new ShardRows(shard, links, negatives);
    int chunk = Math.max(1, Math.min(CHUNK / negatives.factor(), shard.rows()));
    IndexBatch batch = ShardRows.room(design, negatives, chunk);
    float[] outputs = new float[batch.capacity()];
    int[] places = new int[chunk];
    MetricSums sums = MetricSums.EMPTY;
    for (int from = 0; from < shard.rows(); from += chunk) {
      int count = Math.min(chunk, shard.rows() - from);
      for (int k = 0; k < count; k++) {
        places[k] = from + k;
      }
      rows.copy(places, count, batch, rows.whole());
      scorer.score(batch, outputs);
      sums = sums.plus(MetricSums.of(batch.labels(), outputs, batch.rows(), loss));
    }
    return sums;
  }
}
