package io.valora.ingest.sample;

import io.valora.base.KeyedHash;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Locale;

/**
 * Synthetic ratings of a loyalty program of experiences, as CSV in UTF-8: the same bytes for the
 * same parameters, everywhere. Most users rate once or twice, some items are popular, stars follow
 * a hidden taste ({@link SampleTaste}), about 3 % of the rows repeat the rating before within its
 * minute, 2 % write the name in capitals or with further spaces, and about 0.5 % are broken in
 * every way of {@link SampleBreakage}.
 *
 * @param rows data lines in all, at least 1; every user and item occurs where they suffice
 * @param users at least 1
 * @param items at least 1
 */
public record RatingsSample(int rows, int users, int items, long seed) {
  /** The size that {@code sample:ratings} stands for. */
  public static final RatingsSample DEFAULT = new RatingsSample(11_165, 2_382, 254, 42);

  private static final String HEADER =
      "ID_CLIENTE,FECHA_INTERACCION,NOMBRE_CORTO_DE_EXPERIENCIA,CALIFICACION\n";
  private static final double REPEATED_SHARE = 0.03;
  private static final double VARIANT_SHARE = 0.02;
  private static final double BROKEN_SHARE = 0.005;
  private static final double MOST_BROKEN_SHARE = 0.02;
  private static final double USER_TAIL = 100;
  private static final double ITEM_TAIL = 10;
  private static final long FIRST_MINUTE =
      LocalDateTime.of(2021, 1, 1, 8, 0).toEpochSecond(ZoneOffset.UTC) / 60;
  private static final long MINUTES = 3L * 365 * 24 * 60;
  private static final int FIRST_USER_ID = 1_000_003;
  private static final int USER_ID_STEP = 37;

  private enum Choice {
    USER,
    ITEM,
    MINUTE,
    REPEATED,
    VARIANT,
    BROKEN,
    BREAKAGE,
    ORDER
  }

  public RatingsSample {
    if (rows < 1 || users < 1 || items < 1) {
      throw new IllegalArgumentException(
          "rows %d, users %d and items %d must be at least 1".formatted(rows, users, items));
    }
  }

  /** Writes header and rows, one at a time; the stream is flushed and stays open. */
  public void writeTo(OutputStream out) throws IOException {
    OutputStream buffered = new BufferedOutputStream(out, 1 << 16);
    buffered.write(HEADER.getBytes(StandardCharsets.UTF_8));
    long step = stepThroughAllRows();
    for (long line = 0; line < rows; line++) {
      buffered.write(line(line * step % rows));
      buffered.write('\n');
    }
    buffered.flush();
  }

  private byte[] line(long row) {
    long source = firstOfRepeats(row);
    int user = user(source);
    int item = item(source);
    String id = Long.toString(FIRST_USER_ID + (long) user * USER_ID_STEP);
    String time = time(FIRST_MINUTE + (long) (uniform(Choice.MINUTE, source) * MINUTES));
    String name = quoted(variant(SampleCatalog.name(item), row));
    int stars = new SampleTaste(seed).stars(user, item, row);
    if (isBroken(row)) {
      SampleBreakage[] ways = SampleBreakage.values();
      int way = (int) (uniform(Choice.BREAKAGE, row) * ways.length);
      return ways[way].line(id, time, name, stars);
    }
    return (id + "," + time + "," + name + "," + stars).getBytes(StandardCharsets.UTF_8);
  }

  /** The first rows name every user and item once, so they are neither repeats nor broken. */
  private int coveringRows() {
    return Math.min(rows, Math.max(users, items));
  }

  private long firstOfRepeats(long row) {
    long source = row;
    while (source > coveringRows() && uniform(Choice.REPEATED, source) < REPEATED_SHARE) {
      source--;
    }
    return source;
  }

  private boolean isBroken(long row) {
    int others = rows - coveringRows();
    return row >= coveringRows()
        && uniform(Choice.BROKEN, row) < Math.min(MOST_BROKEN_SHARE, BROKEN_SHARE * rows / others);
  }

  private int user(long row) {
    return row < users ? (int) row : longTail(uniform(Choice.USER, row), users, USER_TAIL);
  }

  private int item(long row) {
    return row < items ? (int) row : longTail(uniform(Choice.ITEM, row), items, ITEM_TAIL);
  }

  /** A number below {@code count}, drawn with a density of 1 / (number + count / tail). */
  private static int longTail(double uniform, int count, double tail) {
    double flat = count / tail;
    double drawn = flat * (StrictMath.pow(1 + tail, uniform) - 1);
    return Math.min(count - 1, (int) drawn);
  }

  private String variant(String name, long row) {
    double drawn = uniform(Choice.VARIANT, row) / VARIANT_SHARE;
    if (drawn >= 1) {
      return name;
    }
    return drawn < 0.5 ? name.toUpperCase(Locale.ROOT) : " " + name.replace(" ", "  ");
  }

  private static String quoted(String name) {
    return name.indexOf(',') < 0 ? name : '"' + name + '"';
  }

  private static String time(long minute) {
    LocalDateTime time = LocalDateTime.ofEpochSecond(minute * 60, 0, ZoneOffset.UTC);
    String minutes = (time.getMinute() < 10 ? "0" : "") + time.getMinute();
    return time.getMonthValue()
        + "/"
        + time.getDayOfMonth()
        + "/"
        + time.getYear()
        + " "
        + time.getHour()
        + ":"
        + minutes;
  }

  /** A step without a common divisor, so that steps visit every row once, in a mixed order. */
  private long stepThroughAllRows() {
    long step = 1 + (long) (uniform(Choice.ORDER, 0) * rows);
    while (greatestCommonDivisor(step, rows) != 1) {
      step++;
    }
    return step;
  }

  private static long greatestCommonDivisor(long left, long right) {
    return right == 0 ? left : greatestCommonDivisor(right, left % right);
  }

  private double uniform(Choice choice, long key) {
    return KeyedHash.uniform(seed, choice.ordinal(), key);
  }
}
