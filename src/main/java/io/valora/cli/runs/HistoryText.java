package io.valora.cli.runs;

import io.valora.base.EnumNames;
import io.valora.registry.AliasEntry;
import java.io.PrintStream;
import java.time.temporal.ChronoUnit;
import java.util.List;
import picocli.CommandLine.Help.Ansi;

/** Moves of aliases, the latest last. */
public record HistoryText(List<AliasEntry> entries) {
  /** Of a verdict in the table; JSON has all of it. */
  private static final int LENGTH = 60;

  public HistoryText {
    entries = List.copyOf(entries);
  }

  /** A line a move, with the run's first verdict. */
  public void print(PrintStream out, Ansi ansi) {
    TextTable table =
        new TextTable(
            List.of("when", "alias", "entry", "move", "from", "to", "who", "why", "verdict"));
    for (AliasEntry entry : entries) {
      table.add(
          List.of(
              entry.when().truncatedTo(ChronoUnit.SECONDS).toString(),
              entry.alias(),
              Long.toString(entry.number()),
              EnumNames.nameOf(entry.move()),
              entry.from().orElse("-"),
              entry.to(),
              entry.who(),
              entry.why(),
              entry.verdict().stream().findFirst().map(HistoryText::cut).orElse("")));
    }
    table.print(out, ansi);
  }

  private static String cut(String sentence) {
    return sentence.length() > LENGTH ? sentence.substring(0, LENGTH - 1) + "…" : sentence;
  }

  /** One JSON object a move. */
  public void printJson(PrintStream out) {
    entries.forEach(entry -> out.println(entry.toTree()));
  }
}
