package io.valora.training.stock;

import org.apache.spark.api.java.JavaRDDLike;
import org.deeplearning4j.spark.api.RDDTrainingApproach;
import org.deeplearning4j.spark.api.Repartition;
import org.deeplearning4j.spark.impl.paramavg.ParameterAveragingTrainingMaster;

/**
 * Parameter averaging where each call to fit is one round: the batches of a round are known, so
 * nothing is counted, cached, split or moved before training starts.
 */
final class CountedMaster extends ParameterAveragingTrainingMaster {
  private final int batchesPerRound;

  private CountedMaster(Builder builder, int batchesPerRound) {
    super(builder);
    this.batchesPerRound = batchesPerRound;
  }

  /** Batches have {@code batchSize} rows; a round is at most {@code batches} of each worker. */
  static CountedMaster of(int workers, int batchSize, int batches) {
    Builder builder =
        new Builder(workers, batchSize)
            .batchSizePerWorker(batchSize)
            .averagingFrequency(batches)
            .workerPrefetchNumBatches(0)
            .saveUpdater(true)
            .storageLevel(null)
            .repartionData(Repartition.Never)
            .rddTrainingApproach(RDDTrainingApproach.Direct);
    return new CountedMaster(builder, workers * batches);
  }

  @Override
  protected <T, R extends JavaRDDLike<T, R>> long getTotalDataSetObjectCount(
      JavaRDDLike<T, R> round) {
    return batchesPerRound;
  }
}
