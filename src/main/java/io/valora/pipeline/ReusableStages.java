package io.valora.pipeline;

import io.valora.base.Outcome;
import io.valora.job.Stage;
import io.valora.job.Task;
import io.valora.lineage.FinishedStage;
import io.valora.lineage.RunProgress;
import io.valora.lineage.RunRecord;
import io.valora.training.TrainingStart;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Selection of the finished stages that a new attempt may reuse. */
final class ReusableStages {
  /** Ends of training that going on from a checkpoint would only repeat. */
  private static final Set<Outcome> FINAL = Set.of(Outcome.DATA_REJECTED, Outcome.UNUSABLE_MODEL);

  private ReusableStages() {}

  /** The record with the stages done up to the first whose fingerprint is another one. */
  static RunRecord keep(RunRecord earlier, Map<Stage, String> fingerprints, Task task) {
    RunProgress progress = earlier.progress();
    boolean same = true;
    for (Stage stage : task.stages()) {
      same &= isSame(progress, stage, fingerprints);
      progress = same ? progress : progress.without(stage.label());
    }
    return earlier.withProgress(progress);
  }

  /**
   * At the newest checkpoint when the caller says so, or when the last attempt died or failed in
   * the training that is to be done now.
   */
  static TrainingStart startOfTraining(
      RunRecord earlier, Map<Stage, String> fingerprints, TrainingStart asked) {
    RunProgress progress = earlier.progress();
    boolean inTraining =
        progress.stage().equals(Stage.TRAIN.label())
            && !progress.isDone(Stage.TRAIN.label())
            && progress
                .attempt()
                .stageFingerprint()
                .equals(Optional.ofNullable(fingerprints.get(Stage.TRAIN)))
            && progress.outcome().filter(FINAL::contains).isEmpty();
    return inTraining ? TrainingStart.RESUME : asked;
  }

  private static boolean isSame(
      RunProgress progress, Stage stage, Map<Stage, String> fingerprints) {
    return progress
        .done(stage.label())
        .flatMap(FinishedStage::fingerprint)
        .filter(fingerprints.get(stage)::equals)
        .isPresent();
  }
}
