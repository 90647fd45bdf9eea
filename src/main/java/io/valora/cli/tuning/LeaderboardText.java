package io.valora.cli.tuning;

import io.valora.base.EnumNames;
import io.valora.base.Figure;
import io.valora.cli.runs.TextTable;
import io.valora.config.DottedKeys;
import io.valora.tuning.search.FoldMean;
import io.valora.tuning.search.Leaderboard;
import io.valora.tuning.search.Leaderboard.Entry;
import io.valora.tuning.search.Leaderboard.Reference;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Help.Ansi;

/** A leaderboard as aligned columns, and the setting that is chosen. */
public final class LeaderboardText {
  private static final List<String> NUMBERS =
      List.of("± error", "to best", "± error", "train", "epochs", "seconds");

  private LeaderboardText() {}

  /**
   * @param ansi whether a terminal shows it
   */
  public static void print(Leaderboard leaderboard, PrintStream out, Ansi ansi) {
    printFirst(Integer.MAX_VALUE, leaderboard, out, ansi);
    leaderboard
        .chosen()
        .ifPresent(
            chosen ->
                out.printf(
                    "%nChosen (%s): %s%n",
                    EnumNames.nameOf(leaderboard.tuning().choose()), keys(chosen)));
  }

  /**
   * The first rows of the table.
   *
   * @param most rows, at least 1
   */
  public static void printFirst(int most, Leaderboard leaderboard, PrintStream out, Ansi ansi) {
    List<String> rungs = leaderboard.rungs().size() > 1 ? List.of("rung") : List.of();
    String score = EnumNames.nameOf(leaderboard.tuning().score());
    TextTable table =
        new TextTable(row(List.of("rank"), rungs, List.of(score), NUMBERS, List.of("setting")));
    int rank = 0;
    for (Entry entry :
        leaderboard.entries().subList(0, Math.min(most, leaderboard.entries().size()))) {
      rank++;
      List<String> rung = rungs.isEmpty() ? rungs : List.of(Integer.toString(entry.rung() + 1));
      table.add(
          entry.reason().isPresent()
              ? row(List.of(""), rung, withoutRank(entry))
              : row(List.of(Integer.toString(rank)), rung, numbers(entry, rank == 1)));
    }
    for (Reference baseline : leaderboard.baselines()) {
      table.add(row(List.of(""), rungs.isEmpty() ? rungs : List.of(""), numbers(baseline)));
    }
    table.print(out, ansi);
  }

  @SafeVarargs
  private static List<String> row(List<String>... parts) {
    return Stream.of(parts).flatMap(List::stream).toList();
  }

  private static List<String> numbers(Entry entry, boolean best) {
    FoldMean difference = entry.difference();
    return List.of(
        Figure.of(entry.score().mean()),
        error(entry.score()),
        best ? "" : signed(difference.mean()),
        best ? "" : error(difference),
        Figure.of(entry.train().mean()),
        Integer.toString(entry.folds().stream().mapToInt(fold -> fold.epochs()).sum()),
        String.format(Locale.ROOT, "%.1f", entry.seconds()),
        keys(entry));
  }

  private static List<String> numbers(Reference baseline) {
    FoldMean difference = baseline.difference();
    boolean alone = Double.isNaN(difference.mean());
    return List.of(
        Figure.of(baseline.score().mean()),
        error(baseline.score()),
        alone ? "" : signed(difference.mean()),
        alone ? "" : error(difference),
        "",
        "",
        "",
        "baseline " + baseline.name());
  }

  private static List<String> withoutRank(Entry entry) {
    List<String> cells = new ArrayList<>();
    cells.add("");
    NUMBERS.forEach(number -> cells.add(""));
    cells.add(keys(entry) + ": " + entry.reason().orElseThrow());
    return cells;
  }

  private static String error(FoldMean mean) {
    return String.format(Locale.ROOT, "%.4f", mean.error());
  }

  private static String signed(double value) {
    return String.format(Locale.ROOT, "%+.4f", value);
  }

  private static String keys(Entry entry) {
    return DottedKeys.of(entry.setting().changes()).entrySet().stream()
        .map(key -> key.getKey() + "=" + key.getValue())
        .collect(Collectors.joining(" "));
  }
}
