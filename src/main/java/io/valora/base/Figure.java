package io.valora.base;

import java.util.Locale;

/** Number of a line of text: four decimals, or four significant digits where those show too few. */
public final class Figure {
  private static final String UNDEFINED = "undefined";
  private static final double LEAST = 0.01;
  private static final double MOST = 1e9;

  private Figure() {}

  /** Such as {@code 0.9123} or {@code 3.142e-07}; {@code undefined} for what isn't a number. */
  public static String of(double value) {
    if (!Double.isFinite(value)) {
      return UNDEFINED;
    }
    double size = Math.abs(value);
    boolean plain = value == 0 || (size >= LEAST && size < MOST);
    return String.format(Locale.ROOT, plain ? "%.4f" : "%.3e", value);
  }
}
