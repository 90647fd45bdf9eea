package io.valora.cli.runs;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Help.Ansi;

/** Aligned columns below a header, which is bold on a terminal; numbers stand to the right. */
public final class TextTable {
  private static final String GAP = "  ";
  private static final String NUMBER = "[-+]?[0-9][0-9.,e+-]*";

  private final List<String> header;
  private final List<List<String>> rows = new ArrayList<>();

  public TextTable(List<String> header) {
    this.header = List.copyOf(header);
  }

  public void add(List<String> row) {
    rows.add(row.stream().map(cell -> cell.replaceAll("\\p{Cntrl}", "·")).toList());
  }

  /**
   * @param ansi whether a terminal shows it
   */
  public void print(PrintStream out, Ansi ansi) {
    int[] widths = new int[header.size()];
    boolean[] numeric = new boolean[header.size()];
    for (int column = 0; column < widths.length; column++) {
      widths[column] = width(column);
      numeric[column] = isNumeric(column);
    }
    StringBuilder text = new StringBuilder();
    rows.forEach(row -> text.append(line(row, widths, numeric)).append(System.lineSeparator()));
    out.println(ansi.new Text("@|bold " + line(header, widths, numeric) + "|@"));
    out.print(text);
  }

  private static String line(List<String> row, int[] widths, boolean[] numeric) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < widths.length; column++) {
      String padding = " ".repeat(widths[column] - row.get(column).length());
      line.append(column == 0 ? "" : GAP)
          .append(numeric[column] ? padding + row.get(column) : row.get(column) + padding);
    }
    return line.toString().stripTrailing();
  }

  private int width(int column) {
    return rows.stream()
        .mapToInt(row -> row.get(column).length())
        .reduce(header.get(column).length(), Math::max);
  }

  private boolean isNumeric(int column) {
    return rows.stream()
        .map(row -> row.get(column))
        .allMatch(cell -> cell.isEmpty() || cell.matches(NUMBER));
  }
}
