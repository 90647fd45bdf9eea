package io.valora.report;

import io.valora.training.MonitoredMetric;
import java.util.List;

/**
 * Training section of a report.
 *
 * @param metric measured by the two metric curves, such as "RMSE"
 * @param epochs measured epochs, ascending; the last of them is the last one run
 * @param bestEpoch number of the epoch whose parameters were kept
 * @param plannedEpochs the most that were allowed; more than were run means an early stop
 * @param refitted whether what was kept was trained once more with the validation rows
 */
public record TrainingSection(
    String metric, List<Epoch> epochs, int bestEpoch, int plannedEpochs, boolean refitted) {
  public TrainingSection {
    epochs = List.copyOf(epochs);
  }

  /** Of a model that was kept as it was. */
  public TrainingSection(String metric, List<Epoch> epochs, int bestEpoch, int plannedEpochs) {
    this(metric, epochs, bestEpoch, plannedEpochs, false);
  }

  /** One epoch; NaN for a curve that was not measured. */
  public record Epoch(
      int number,
      double trainLoss,
      double validationLoss,
      double trainMetric,
      double validationMetric) {}

  /** Epochs that were run. */
  public int passes() {
    return epochs.isEmpty() ? 0 : epochs.get(epochs.size() - 1).number();
  }

  /** Whether the metric is the loss, which has a curve already. */
  public boolean monitorsLoss() {
    return metric.equals(MonitoredMetric.LOSS.label());
  }

  public boolean stoppedEarly() {
    return passes() < plannedEpochs;
  }

  /** Sentence on the training's length and the kept epoch. */
  public String sentence() {
    int epochs = passes();
    String stop =
        stoppedEarly()
            ? "Training stopped early, after %d of at most %d passes over the data,"
                .formatted(epochs, plannedEpochs)
            : "Training made %s over the data, as planned,"
                .formatted(epochs == 1 ? "one pass" : "all of its " + epochs + " passes");
    String kept =
        bestEpoch == 0
            ? " and what it started with was kept"
            : " and the model after pass %d was kept".formatted(bestEpoch);
    return stop + kept + (refitted ? ", then trained once more with the validation rows." : ".");
  }

  /** Sentence on the key to set where the last pass was the best of several; else empty. */
  public String advice() {
    return bestEpoch > 1 && bestEpoch == plannedEpochs
        ? "It was still improving: more training.epochs than %d may make it better."
            .formatted(plannedEpochs)
        : "";
  }
}
