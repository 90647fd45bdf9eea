package io.valora.tuning.averaging;

import io.valora.training.EpochRecord;
import java.util.List;

/** Receives progress events of a comparison. */
public interface AveragingListener {
  /** Before the first training. */
  void planned(List<GridPoint> settings, TrialConditions conditions);

  /**
   * @param number of the setting, from 1
   */
  void settingStarted(int number, GridPoint setting);

  /** After each epoch of the setting. */
  void epochFinished(EpochRecord epoch, int plannedEpochs);

  void settingFinished(TrialResult result);
}
