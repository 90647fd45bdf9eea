package io.valora.ingest.lines;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Number of cells of a file's rows, by the first of them. */
public final class WidthVote {
  private static final int SHARE = 20;

  private final Map<Integer, Long> rows = new TreeMap<>();
  private final Map<Integer, Long> endingEmpty = new TreeMap<>();
  private long all;

  public void add(int cells, boolean lastIsEmpty) {
    all++;
    rows.merge(cells, 1L, Long::sum);
    endingEmpty.merge(cells, lastIsEmpty ? 1L : 0L, Long::sum);
  }

  /**
   * The width of a file without header: where a twentieth of the rows ends at the last declared
   * position, that position; a wider row would be cut there. Else what most rows have.
   */
  public int withoutHeader(int lastPosition) {
    if (rows.getOrDefault(lastPosition, 0L) * SHARE >= all) {
      return lastPosition;
    }
    return Math.max(lastPosition, mostFrequent(lastPosition));
  }

  /**
   * The width below a header with these names. A delimiter at the end of all rows and not of the
   * header, or the other way round, is no cell.
   */
  public int below(List<String> names) {
    int named = names.size();
    int most = mostFrequent(named);
    boolean delimiterEndsRows =
        most == named + 1 && endingEmpty.get(most).equals(rows.get(most)) && isUsual(most);
    boolean delimiterEndsHeader =
        most == named - 1 && names.get(named - 1).isEmpty() && isUsual(most);
    return delimiterEndsRows || delimiterEndsHeader ? most : named;
  }

  private boolean isUsual(int width) {
    return (all - rows.get(width)) * SHARE <= all;
  }

  private int mostFrequent(int fallback) {
    return rows.entrySet().stream()
        .max(
            Map.Entry.<Integer, Long>comparingByValue()
                .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
        .map(Map.Entry::getKey)
        .orElse(fallback);
  }
}
