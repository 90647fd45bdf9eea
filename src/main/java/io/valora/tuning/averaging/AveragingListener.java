package io.valora.tuning.averaging;

import io.valora.training.EpochRecord;
import java.util.List;

/** Receives progress events of a comparison. */
public interface AveragingListener {
  /** Before the first training. */
  void planned(List<GridPoint> points, TrialConditions conditions);

  /**
   * @param number of the grid point, from 1
   */
  void pointStarted(int number, GridPoint point);

  /** After each epoch of the grid point. */
  void epochFinished(EpochRecord epoch, int plannedEpochs);

  void pointFinished(TrialResult result);
}
