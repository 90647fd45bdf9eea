package io.valora.evaluation.report;

import io.valora.evaluation.report.RatingReport.Training;

/** Sentences that the report of every task has, as plain text. */
final class RunWords {
  private RunWords() {}

  /** How long training took and which epoch was kept. */
  static String training(Training training) {
    int epochs = training.passes();
    String stop =
        training.stoppedEarly()
            ? "Training stopped early, after %d of at most %d passes over the data,"
                .formatted(epochs, training.plannedEpochs())
            : "Training made %s over the data, as planned,"
                .formatted(epochs == 1 ? "one pass" : "all of its " + epochs + " passes");
    return stop + " and the model after pass %d was kept.".formatted(training.bestEpoch());
  }

  /** Whether every row is accounted for. */
  static String ledger(Ledger ledger) {
    return ledger.balanced()
        ? "Every row is accounted for."
        : "The rows do not add up: %s of those read and %s of those typed are unaccounted for."
            .formatted(
                Figures.count(ledger.missingFromRead()), Figures.count(ledger.missingFromTyped()));
  }
}
