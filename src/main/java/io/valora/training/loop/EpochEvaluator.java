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
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;

/** Scores shards where they lie and adds up the errors, in the order of the shards. */
record EpochEvaluator(
    TowerDesign design,
    MonitoredMetric metric,
    List<LinkedTable> links,
    Negatives negatives,
    Standardization labels)
    implements Serializable {
  private static final int CHUNK = 4096;

  /** Metrics of each split, all of them measured by one job, or by none where they are at hand. */
  List<EpochMetrics> of(List<ShardedRows> splits, TrainedNetwork network) {
    double unit = labels.standardDeviation();
    double lossUnit = design.dense().loss().unit(unit);
    List<ShardSums> found =
        splits.stream().allMatch(split -> split.atHand().isPresent())
            ? sumsHere(splits, network)
            : sumsByJob(splits, network);
    return IntStream.range(0, splits.size())
        .mapToObj(split -> inOrder(found, split).metrics(metric, unit, lossUnit))
        .toList();
  }

  private List<ShardSums> sumsHere(List<ShardedRows> splits, TrainedNetwork network) {
    return IntStream.range(0, splits.size())
        .boxed()
        .flatMap(
            split ->
                splits
                    .get(split)
                    .each(shard -> new ShardSums(split, shard.index(), sums(shard, network)))
                    .stream())
        .toList();
  }

  private List<ShardSums> sumsByJob(List<ShardedRows> splits, TrainedNetwork network) {
    JavaSparkContext spark = JavaSparkContext.fromSparkContext(splits.get(0).shards().context());
    Broadcast<TrainedNetwork> sent = spark.broadcast(network);
    Broadcast<EpochEvaluator> self = spark.broadcast(this);
    try {
      return spark.union(sums(splits, sent, self)).collect();
    } finally {
      sent.destroy();
      self.destroy();
    }
  }

  LossGain gain(ShardedRows rows, TrainedNetwork first, TrainedNetwork second) {
    return rows.each(shard -> gain(shard, first, second)).stream()
        .reduce(LossGain.NONE, LossGain::plus);
  }

  private LossGain gain(Shard shard, TrainedNetwork first, TrainedNetwork second) {
    RowScorer one = first.rowScorer();
    RowScorer other = second.rowScorer();
    TowerLoss loss = design.dense().loss();
    LossGain gain = LossGain.NONE;
    for (IndexBatch batch : batches(shard)) {
      float[] before = new float[batch.capacity()];
      float[] after = new float[batch.capacity()];
      one.score(batch, before);
      other.score(batch, after);
      for (int row = 0; row < batch.rows(); row++) {
        float label = batch.labels()[row];
        gain = gain.plus(LossGain.of(loss.of(before[row], label) - loss.of(after[row], label)));
      }
    }
    return gain;
  }

  private record ShardSums(int split, int shard, MetricSums sums) implements Serializable {}

  @SuppressWarnings("unchecked")
  private static JavaRDD<ShardSums>[] sums(
      List<ShardedRows> splits,
      Broadcast<TrainedNetwork> network,
      Broadcast<EpochEvaluator> measurement) {
    return IntStream.range(0, splits.size())
        .mapToObj(
            split ->
                splits
                    .get(split)
                    .shards()
                    .map(
                        shard ->
                            new ShardSums(
                                split,
                                shard.index(),
                                measurement.value().sums(shard, network.value()))))
        .toArray(JavaRDD[]::new);
  }

  private static MetricSums inOrder(List<ShardSums> found, int split) {
    return found.stream()
        .filter(one -> one.split() == split)
        .sorted(Comparator.comparingInt(ShardSums::shard))
        .map(ShardSums::sums)
        .reduce(MetricSums.EMPTY, MetricSums::plus);
  }

  private MetricSums sums(Shard shard, TrainedNetwork network) {
    RowScorer scorer = network.rowScorer();
    TowerLoss loss = design.dense().loss();
    MetricSums sums = MetricSums.EMPTY;
    float[] outputs = {};
    for (IndexBatch batch : batches(shard)) {
      outputs = outputs.length < batch.capacity() ? new float[batch.capacity()] : outputs;
      scorer.score(batch, outputs);
      sums = sums.plus(MetricSums.of(batch.labels(), outputs, batch.rows(), loss));
    }
    return sums;
  }

  /** The rows of a shard, some thousands at a time, each time in the same batch. */
  private Iterable<IndexBatch> batches(Shard shard) {
    ShardRows rows = new ShardRows(shard, links, negatives);
    int chunk = Math.max(1, Math.min(CHUNK / negatives.factor(), shard.rows()));
    IndexBatch batch = ShardRows.room(design, negatives, chunk);
    int chunks = (shard.rows() + chunk - 1) / chunk;
    return () ->
        IntStream.range(0, chunks)
            .mapToObj(
                number -> {
                  int from = number * chunk;
                  int to = Math.min(shard.rows(), from + chunk);
                  rows.copy(IntStream.range(from, to).toArray(), to - from, batch, rows.whole());
                  return batch;
                })
            .iterator();
  }
}
