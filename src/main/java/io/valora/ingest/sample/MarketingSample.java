package io.valora.ingest.sample;

import io.valora.base.KeyedHash;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;

/**
 * Generator of synthetic marketing data: the monthly spending of a company's branches and the
 * subscribers they won, as CSV in UTF-8, with the same bytes for the same parameters, everywhere.
 * The amounts are spread evenly over 30 to 100 (thousands), and {@code subscribers = 2 · amount +
 * 40 + noise}, rounded, with noise of standard deviation 4.2: the true line explains about 98.9 %
 * of the differences. Every 64th line is followed by a line that is broken: without an amount, with
 * a text in its place, or the same line again, in turns.
 *
 * @param branches 1 to 8
 * @param years of twelve months each, from 2019 on, 1 to 7,981
 */
public record MarketingSample(int branches, int years, long seed) {
  private static final String HEADER = "mes,sucursal,monto_invertido,nuevos_suscriptores\n";
  private static final List<String> BRANCHES =
      List.of("Centro", "Norte", "Sur", "Oriente", "Poniente", "Costa", "Sierra", "Bajío");

  /** As many as have a name. */
  public static final int MOST_BRANCHES = BRANCHES.size();

  /** Until the last year of four digits. */
  public static final int MOST_YEARS = 7_981;

  /** The size that {@code sample:marketing} stands for: 480 months and 7 broken lines. */
  public static final MarketingSample DEFAULT = new MarketingSample(8, 5, 42);

  private static final LocalDate FIRST_MONTH = LocalDate.of(2019, 1, 1);
  private static final int MONTHS = 12;
  private static final int LINES_PER_BREAKAGE = 64;
  private static final int LEAST_CENTS = 3_000;
  private static final int MOST_CENTS = 10_000;
  private static final double SUBSCRIBERS_PER_AMOUNT = 2;
  private static final double SUBSCRIBERS_WITHOUT = 40;
  private static final double NOISE_SPREAD = 4.2;
  private static final int UNIFORMS = 4;

  private enum Choice {
    AMOUNT,
    NOISE
  }

  private enum Breakage {
    NO_AMOUNT,
    TEXTUAL_AMOUNT,
    REPEATED
  }

  public MarketingSample {
    if (branches < 1 || branches > MOST_BRANCHES || years < 1 || years > MOST_YEARS) {
      throw new IllegalArgumentException(
          "branches %d must be 1 to %d and years %d must be 1 to %d"
              .formatted(branches, MOST_BRANCHES, years, MOST_YEARS));
    }
  }

  /** Writes header and lines, one at a time; the stream is flushed and stays open. */
  public void writeTo(OutputStream out) throws IOException {
    OutputStream buffered = new BufferedOutputStream(out, 1 << 16);
    buffered.write(HEADER.getBytes(StandardCharsets.UTF_8));
    int broken = 0;
    for (int row = 0; row < rows(); row++) {
      write(buffered, line(row, amount(row)));
      if (row % LINES_PER_BREAKAGE == LINES_PER_BREAKAGE - 1) {
        write(buffered, brokenLine(row, Breakage.values()[broken++ % Breakage.values().length]));
      }
    }
    buffered.flush();
  }

  /** Months of all branches: the lines that are neither the header nor broken. */
  public int rows() {
    return branches * years * MONTHS;
  }

  private String brokenLine(int row, Breakage breakage) {
    return switch (breakage) {
      case NO_AMOUNT -> line(row, "");
      case TEXTUAL_AMOUNT -> line(row, "pendiente");
      case REPEATED -> line(row, amount(row));
    };
  }

  private String line(int row, String amount) {
    String month = FIRST_MONTH.plusMonths(row / branches).toString();
    return month + "," + BRANCHES.get(row % branches) + "," + amount + "," + subscribers(row);
  }

  private String amount(int row) {
    return BigDecimal.valueOf(cents(row), 2).toString();
  }

  private long cents(int row) {
    double share = KeyedHash.uniform(seed, Choice.AMOUNT.ordinal(), row);
    return LEAST_CENTS + Math.round(share * (MOST_CENTS - LEAST_CENTS));
  }

  private long subscribers(int row) {
    double expected = SUBSCRIBERS_PER_AMOUNT * cents(row) / 100 + SUBSCRIBERS_WITHOUT;
    return Math.round(expected + NOISE_SPREAD * normal(row));
  }

  /** Nearly normal, mean 0 and variance 1: a sum of uniform numbers, the same on every machine. */
  private double normal(int row) {
    double sum = 0;
    for (int i = 0; i < UNIFORMS; i++) {
      sum += KeyedHash.uniform(seed, Choice.NOISE.ordinal(), row, i) - 0.5;
    }
    return sum * StrictMath.sqrt(12.0 / UNIFORMS);
  }

  private static void write(OutputStream out, String line) throws IOException {
    out.write(line.getBytes(StandardCharsets.UTF_8));
    out.write('\n');
  }
}
