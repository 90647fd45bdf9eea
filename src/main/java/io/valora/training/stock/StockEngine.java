package io.valora.training.stock;

import io.valora.networks.TrainedNetwork;
import io.valora.training.Averaging;
import io.valora.training.EngineState;
import io.valora.training.EpochSpan;
import io.valora.training.RoundListener;
import io.valora.training.RoundPlan;
import io.valora.training.TrainingEngine;
import io.valora.training.shards.BatchPlan;
import io.valora.training.shards.ShardedRows;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.spark.impl.graph.SparkComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Synchronous parameter averaging by dl4j-spark: in a round every worker takes the same number of
 * steps from the same weights and optimizer state, and the unweighted mean of both is where the
 * next round starts. A worker whose shard has no batch left in a round is not in its mean.
 */
public final class StockEngine implements TrainingEngine {
  private final ShardedRows rows;
  private final BatchPlan plan;
  private final int batchesPerEpoch;
  private final int batchesPerRound;
  private final SparkComputationGraph graph;
  private final TrainedRows trained = new TrainedRows();
  private int lastEpoch;
  private int finishedRounds;
  private long trainedRows;
  private boolean restored;

  /**
   * @param rows at least one
   */
  public StockEngine(
      ComputationGraph untrained, ShardedRows rows, BatchPlan plan, Averaging averaging) {
    JavaSparkContext spark = JavaSparkContext.fromSparkContext(rows.shards().context());
    this.rows = rows;
    this.plan = plan;
    this.batchesPerEpoch = plan.batches(rows.mostRows());
    this.batchesPerRound = RoundPlan.of(averaging, batchesPerEpoch).batchesPerRound();
    this.graph =
        new SparkComputationGraph(
            spark,
            untrained,
            CountedMaster.of(rows.shards().getNumPartitions(), plan.batchSize(), batchesPerRound));
    spark.sc().register(trained, "rows trained");
  }

  @Override
  public long train(EpochSpan epochs, RoundListener progress) {
    if (!restored || lastEpoch != epochs.last()) {
      lastEpoch = epochs.last();
      finishedRounds = 0;
      trainedRows = 0;
    }
    restored = false;
    int rounds = (batchesPerEpoch - 1) / batchesPerRound + 1;
    for (int epoch = epochs.first(); epoch <= epochs.last(); epoch++) {
      int before = (epoch - epochs.first()) * rounds;
      if (finishedRounds < before + rounds) {
        trainEpoch(epoch, before, rounds, progress);
        TrainingEngine.requireAll(
            epoch, trainedRows - rows.rows() * (epoch - epochs.first()), rows.rows());
      }
    }
    return trainedRows;
  }

  /** Behind the finished rounds, {@code before} of which belong to earlier epochs of the span. */
  private void trainEpoch(int epoch, int before, int rounds, RoundListener progress) {
    for (int round = finishedRounds - before; round < rounds; round++) {
      trainedRows += trainRound(epoch, round * batchesPerRound);
      finishedRounds++;
      progress.averaged(epoch, round + 1, rounds);
    }
  }

  @Override
  public TrainedNetwork network() {
    return TrainedNetwork.of(graph.getNetwork());
  }

  /** Blocks: the weights, the optimizer's state, and the steps and rounds that DL4J counts. */
  @Override
  public EngineState state() {
    ComputationGraph network = graph.getNetwork();
    INDArray optimizerState = network.getUpdater().getStateViewArray();
    return new EngineState(
        lastEpoch,
        finishedRounds,
        trainedRows,
        List.of(
            network.params().toFloatVector(),
            optimizerState == null ? new float[0] : optimizerState.toFloatVector(),
            new float[] {
              Float.intBitsToFloat(network.getConfiguration().getIterationCount()),
              Float.intBitsToFloat(network.getConfiguration().getEpochCount())
            }));
  }

  @Override
  public void restore(EngineState state) {
    ComputationGraph network = graph.getNetwork();
    float[] optimizerState = state.blocks().get(1);
    float[] counters = state.blocks().get(2);
    network.setParams(row(state.blocks().get(0)));
    if (optimizerState.length > 0) {
      network.getUpdater().setStateViewArray(row(optimizerState));
    }
    network.getConfiguration().setIterationCount(Float.floatToRawIntBits(counters[0]));
    network.getConfiguration().setEpochCount(Float.floatToRawIntBits(counters[1]));
    lastEpoch = state.epoch();
    finishedRounds = state.finishedRounds();
    trainedRows = state.trainedRows();
    restored = true;
  }

  private static INDArray row(float[] values) {
    return Nd4j.createFromArray(values).reshape(1, values.length);
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
}
