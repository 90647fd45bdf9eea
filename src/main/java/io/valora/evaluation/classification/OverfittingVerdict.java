package io.valora.evaluation.classification;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Overfitting diagnosis from the loss curves of a training.
 *
 * @param turnedAfter the epoch with the least validation loss, where a later one has more; empty
 *     where the validation loss fell to the end, or was not measured
 * @param gapAtEnd validation loss − train loss of the last epoch; NaN when not measured
 */
public record OverfittingVerdict(OptionalInt turnedAfter, double gapAtEnd, String sentence) {

  /**
   * @param epochs ascending
   */
  public static OverfittingVerdict of(List<EpochLoss> epochs) {
    List<EpochLoss> measured =
        epochs.stream().filter(epoch -> Double.isFinite(epoch.validation())).toList();
    Optional<EpochLoss> least =
        measured.stream().min(Comparator.comparingDouble(EpochLoss::validation));
    if (least.isEmpty()) {
      return new OverfittingVerdict(
          OptionalInt.empty(),
          Double.NaN,
          "No validation loss was measured, so overfitting can't be judged.");
    }
    EpochLoss last = measured.get(measured.size() - 1);
    double gap = last.validation() - last.train();
    return last.validation() > least.get().validation()
        ? new OverfittingVerdict(
            OptionalInt.of(least.get().epoch()), gap, turned(least.get(), last))
        : new OverfittingVerdict(OptionalInt.empty(), gap, falling(last));
  }

  private static String turned(EpochLoss least, EpochLoss last) {
    return ("The validation loss turned after epoch %d, at %s; from there on the model overfitted:"
            + " after epoch %d the loss is %s on training rows and %s on validation rows.")
        .formatted(
            least.epoch(),
            number(least.validation()),
            last.epoch(),
            number(last.train()),
            number(last.validation()));
  }

  private static String falling(EpochLoss last) {
    return ("The validation loss was not rising when training ended with epoch %d: %s on training"
            + " rows, %s on validation rows. There is no sign of overfitting.")
        .formatted(last.epoch(), number(last.train()), number(last.validation()));
  }

  private static String number(double loss) {
    return Double.isFinite(loss) ? String.format(Locale.ENGLISH, "%.3f", loss) : "not measured";
  }
}
