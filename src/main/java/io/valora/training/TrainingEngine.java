package io.valora.training;

import io.valora.networks.TrainedNetwork;

/** Something that can pass over the train part once; it holds the weights between epochs. */
interface TrainingEngine extends AutoCloseable {
  /**
   * Trains on every row once.
   *
   * @param epoch from 1; batches and their random choices depend on it
   * @param progress told after each averaging
   * @return rows that were trained
   * @throws io.valora.base.JobException when other than all rows of the train part were trained
   */
  long trainEpoch(int epoch, RoundListener progress);

  /** The weights now. */
  TrainedNetwork network();

  @Override
  void close();
}
