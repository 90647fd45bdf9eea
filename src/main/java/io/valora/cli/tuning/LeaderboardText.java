package io.valora.cli.tuning;

import io.valora.base.EnumNames;
import io.valora.base.Figure;
import io.valora.cli.runs.TextTable;
import io.valora.config.DottedKeys;
import io.valora.tuning.search.FoldMean;
import io.valora.tuning.search.Leaderboard;
import io.valora.tuning.search.Leaderboard.Entry;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.Help.Ansi;

/** A leaderboard as aligned columns, and the setting that is chosen. */
public final class LeaderboardText {
  private LeaderboardText() {}

  /**
   * @param ansi whether a terminal shows it
   */
  public static void print(Leaderboard leaderboard, PrintStream out, Ansi ansi) {
    TextTable table =
        new TextTable(
            List.of(
                "rank",
                EnumNames.nameOf(leaderboard.tuning().score()),
                "± error",
                "to best",
                "± error",
                "train",
                "epochs",
                "seconds",
                "setting"));
    int rank = 0;
    for (Entry entry : leaderboard.entries()) {
      rank++;
      table.add(entry.reason().isPresent() ? withoutRank(entry) : ranked(rank, entry));
    }
    table.print(out, ansi);
    leaderboard
        .chosen()
        .ifPresent(
            chosen ->
                out.printf(
                    "%nChosen (%s): %s%n",
                    EnumNames.nameOf(leaderboard.tuning().choose()), keys(chosen)));
  }

  private static List<String> ranked(int rank, Entry entry) {
    boolean best = rank == 1;
    FoldMean difference = entry.difference();
    return List.of(
        Integer.toString(rank),
        Figure.of(entry.score().mean()),
        error(entry.score()),
        best ? "" : signed(difference.mean()),
        best ? "" : error(difference),
        Figure.of(entry.train().mean()),
        Integer.toString(entry.folds().stream().mapToInt(fold -> fold.epochs()).sum()),
        String.format(Locale.ROOT, "%.1f", entry.seconds()),
        keys(entry));
  }

  private static List<String> withoutRank(Entry entry) {
    return List.of(
        "", "", "", "", "", "", "", "", keys(entry) + ": " + entry.reason().orElseThrow());
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
