package io.valora.training;

import io.valora.base.JobException;
import io.valora.base.Outcome;
import io.valora.networks.TrainedNetwork;
import org.apache.spark.api.java.JavaSparkContext;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.spark.impl.graph.SparkComputationGraph;

/**
 * Synchronous parameter averaging by dl4j-spark: in a round every worker takes the same number of
 * steps from the same weights and optimizer state, and the unweighted mean of both is where the
 * next round starts. A worker whose shard has no batch left in a round is not in its mean.
 */
final class StockEngine implements TrainingEngine {
  private final ShardedRows rows;
  private final BatchPlan plan;
  private final int batchesPerEpoch;
  private final int batchesPerRound;
  private final SparkComputationGraph graph;
  private final TrainedRows trained = new TrainedRows();

  /**
   * @param rows at least one
   */
  StockEngine(ComputationGraph untrained, ShardedRows rows, BatchPlan plan, Averaging averaging) {
    JavaSparkContext spark = JavaSparkContext.fromSparkContext(rows.shards().context());
    this.rows = rows;
    this.plan = plan;
    this.batchesPerEpoch = plan.batches(rows.mostRows());
    this.batchesPerRound =
        averaging.unit() == AveragingUnit.EPOCH
            ? batchesPerEpoch
            : Math.min(averaging.frequency(), batchesPerEpoch);
    this.graph =
        new SparkComputationGraph(
            spark,
            untrained,
            CountedMaster.of(rows.shards().getNumPartitions(), plan.batchSize(), batchesPerRound));
    spark.sc().register(trained, "rows trained");
  }

  @Override
  public long train(EpochSpan epochs, RoundListener progress) {
    long count = 0;
    for (int epoch = epochs.first(); epoch <= epochs.last(); epoch++) {
      count += trainEpoch(epoch, progress);
    }
    return count;
  }

  private long trainEpoch(int epoch, RoundListener progress) {
    int rounds = (batchesPerEpoch - 1) / batchesPerRound + 1;
    long count = 0;
    for (int round = 0; round < rounds; round++) {
      count += trainRound(epoch, round * batchesPerRound);
      progress.averaged(epoch, round + 1, rounds);
    }
    return requireAll(epoch, count, rows.rows());
  }

  @Override
  public TrainedNetwork network() {
    return TrainedNetwork.of(graph.getNetwork());
  }

  @Override
  public EngineState state() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void restore(EngineState state) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {
    graph.getTrainingMaster().deleteTempFiles(graph.getSparkContext());
  }

  private long trainRound(int epoch, int firstBatch) {
    trained.reset();
    RoundBatches batches =
        new RoundBatches(plan, epoch, firstBatch, firstBatch + batchesPerRound, trained);
    graph.fitMultiDataSet(rows.shards().mapPartitions(batches));
    return trained.value();
  }

  static long requireAll(int epoch, long trained, long expected) {
    if (trained == 0 || trained != expected) {
      throw JobException.cannot(
          Outcome.DATA_REJECTED,
          "train epoch " + epoch,
          "%d of %d rows were trained".formatted(trained, expected));
    }
    return trained;
  }
}
