package io.valora.tuning.averaging;

import io.valora.base.Counted;
import io.valora.base.EnumNames;

/**
 * Point of the averaging grid: number of shards and averaging period.
 *
 * @param shards of the train split that are trained separately, at least 1
 * @param frequency steps, or epochs, of each shard between two averagings, at least 1
 * @param unit what {@code frequency} counts
 */
public record GridPoint(int shards, int frequency, Unit unit) {
  /** One shard: there is nothing to average, so its period doesn't matter. */
  public static final GridPoint REFERENCE = new GridPoint(1, 1, Unit.EPOCH);

  /** Unit of the averaging frequency. */
  public enum Unit {
    BATCH,
    EPOCH;

    /** Such as {@code batches}. */
    public String plural() {
      return this == BATCH ? "batches" : "epochs";
    }
  }

  public GridPoint {
    if (shards < 1 || frequency < 1) {
      throw new IllegalArgumentException(
          "shards and frequency must be at least 1, not %d and %d".formatted(shards, frequency));
    }
  }

  public boolean isReference() {
    return shards == 1;
  }

  /** {@code 1 shard}, or {@code 4 shards, averaged every 10 batches}. */
  public String description() {
    String counted = Counted.of(shards, "shard");
    return isReference() ? counted : counted + ", averaged " + period();
  }

  /** {@code every batch}, {@code every 10 batches}. */
  public String period() {
    return frequency == 1
        ? "every " + EnumNames.nameOf(unit)
        : "every %d %s".formatted(frequency, unit.plural());
  }
}
