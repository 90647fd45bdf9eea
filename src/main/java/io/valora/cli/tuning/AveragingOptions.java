package io.valora.cli.tuning;

import io.valora.base.EnumNames;
import io.valora.base.JobException;
import io.valora.tuning.averaging.AveragingRequest;
import io.valora.tuning.averaging.GridPoint.Unit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.Option;

/** Options of the compared grid points. */
public final class AveragingOptions {
  @Option(
      names = "--shards",
      paramLabel = "N,N",
      defaultValue = "1,2,4,8",
      description =
          "Numbers of shards to train in (default: 1,2,4,8); 1, the reference, is always trained.")
  private String shards;

  @Option(
      names = "--averaging-frequency",
      paramLabel = "N,N",
      description =
          "Steps, or epochs, between two averagings (default: 1,10,100 batches, or 1,2,4 epochs).")
  private String frequencies;

  @Option(
      names = "--averaging-unit",
      paramLabel = "UNIT",
      description = "What the frequencies count, batch or epoch (default: as the job says).")
  private String unit;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description = "Epochs of each training, at most (default: as the job says).")
  private String epochs;

  @Option(
      names = "--tolerance",
      paramLabel = "SHARE",
      defaultValue = "0.005",
      description =
          "Share of the best validation metric by which a grid point may be worse and still be"
              + " advised (default: 0.005, half a percent).")
  private String tolerance;

  /**
   * @throws JobException when an option isn't what it must be
   */
  public AveragingRequest request() {
    return new AveragingRequest(
        numbers("--shards", shards),
        frequencies == null ? List.of() : numbers("--averaging-frequency", frequencies),
        Optional.ofNullable(unit).map(AveragingOptions::unit),
        epochs == null
            ? OptionalInt.empty()
            : OptionalInt.of(
                number("--epochs", epochs, epochs, "must be a whole number of at least 1")),
        tolerance());
  }

  private static List<Integer> numbers(String option, String text) {
    List<Integer> numbers = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      numbers.add(
          number(option, text, part, "must be whole numbers of at least 1, separated by commas"));
    }
    return numbers;
  }

  private static int number(String option, String text, String part, String must) {
    try {
      int number = Integer.parseInt(part.strip());
      if (number >= 1) {
        return number;
      }
    } catch (NumberFormatException notANumber) {
      // said below, as of a number that is too small
    }
    throw JobException.invalid(option, text, must);
  }

  private static Unit unit(String text) {
    return Arrays.stream(Unit.values())
        .filter(unit -> EnumNames.nameOf(unit).equals(text))
        .findFirst()
        .orElseThrow(
            () -> JobException.invalid("--averaging-unit", text, "must be one of batch, epoch"));
  }

  private double tolerance() {
    try {
      double share = Double.parseDouble(tolerance);
      if (share >= 0 && share < 1) {
        return share;
      }
    } catch (NumberFormatException notANumber) {
      // said below, as of a number that is out of range
    }
    throw JobException.invalid("--tolerance", tolerance, "must be at least 0 and below 1");
  }
}
