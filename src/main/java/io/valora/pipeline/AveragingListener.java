package io.valora.pipeline;

import io.valora.evaluation.averaging.AveragingSetting;
import io.valora.evaluation.averaging.TrialConditions;
import io.valora.evaluation.averaging.TrialResult;
import io.valora.training.EpochRecord;
import java.util.List;

/** Told how a comparison gets on, for whoever shows it. */
public interface AveragingListener {
  /** Before the first training. */
  void planned(List<AveragingSetting> settings, TrialConditions conditions);

  /**
   * @param number of the setting, from 1
   */
  void settingStarted(int number, AveragingSetting setting);

  /** After each epoch of the setting. */
  void epochFinished(EpochRecord epoch, int plannedEpochs);

  void settingFinished(TrialResult result);
}
