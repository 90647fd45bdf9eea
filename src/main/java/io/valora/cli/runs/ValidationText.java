package io.valora.cli.runs;

import io.valora.base.EnumNames;
import io.valora.gates.GateResult;
import io.valora.gates.Validation;
import java.io.PrintStream;
import java.util.List;
import picocli.CommandLine.Help.Ansi;

/** Verdict on a run for people: a line a rule, and what to do about those that failed. */
public record ValidationText(Validation validation) {
  public void print(PrintStream out, Ansi ansi) {
    TextTable table = new TextTable(List.of("verdict", "rule", "found"));
    for (GateResult result : validation.results()) {
      String verdict = EnumNames.nameOf(result.verdict()).replace('-', ' ');
      table.add(List.of(verdict, result.rule(), result.sentence()));
    }
    table.print(out, ansi);
    out.println();
    Validation.advice(validation.results()).forEach(out::println);
    Validation.shownRows(validation.results()).forEach(out::println);
    out.println("Validation: " + validation.summary());
  }
}
