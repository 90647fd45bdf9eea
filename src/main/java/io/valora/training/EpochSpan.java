package io.valora.training;

/**
 * Consecutive epochs.
 *
 * @param first from 1
 * @param last at least {@code first}
 */
public record EpochSpan(int first, int last) {
  public static EpochSpan only(int epoch) {
    return new EpochSpan(epoch, epoch);
  }

  public int count() {
    return last - first + 1;
  }

  /** Such as {@code epoch 3} or {@code epochs 4 to 6}, for messages. */
  public String text() {
    return first == last ? "epoch " + last : "epochs %d to %d".formatted(first, last);
  }
}
