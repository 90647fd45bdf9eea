package io.valora.training;

import io.valora.networks.TrainedNetwork;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A trained network and how it came about.
 *
 * @param network of {@code bestEpoch}; its {@code toZip()} is the file, its {@code scorers()} score
 * @param history in order; one record per epoch, or per averaging where that spans several
 * @param bestEpoch from 1, or 0 for the weights before the first step; the last one when early
 *     stopping is off
 * @param rowsPerEpoch rows trained in each epoch: all of the train split
 * @param stoppedEarly whether early stopping ended training before the planned epochs
 * @param shards parts of train that were averaged
 * @param facts of what computed it, for {@code environment} in {@code run.json}
 */
public record TrainingResult(
    TrainedNetwork network,
    List<EpochRecord> history,
    int bestEpoch,
    long rowsPerEpoch,
    boolean stoppedEarly,
    int shards,
    Map<String, String> facts) {
  public TrainingResult {
    history = List.copyOf(history);
    facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
  }

  /** The same training, of which another epoch's network is kept. */
  public TrainingResult keeping(TrainedNetwork other, int epoch) {
    return new TrainingResult(other, history, epoch, rowsPerEpoch, stoppedEarly, shards, facts);
  }

  /** The record of {@code bestEpoch}. */
  public EpochRecord best() {
    return history.stream().filter(epoch -> epoch.epoch() == bestEpoch).findFirst().orElseThrow();
  }

  /** Whether the last epoch was the best of several, though more were not planned. */
  public boolean wasImproving() {
    return !stoppedEarly && bestEpoch > 1 && bestEpoch == epochs();
  }

  /** Epochs that were trained. */
  public int epochs() {
    return history.get(history.size() - 1).epoch();
  }
}
