package io.valora.base;

import java.util.Locale;

/** Numbers with their noun, as messages say them: {@code 1 shard}, {@code 2,000 shards}. */
public final class Counted {
  private Counted() {}

  /** The number and its noun, whose plural ends in {@code s}. */
  public static String of(long number, String noun) {
    return String.format(Locale.ROOT, "%,d %s%s", number, noun, number == 1 ? "" : "s");
  }
}
