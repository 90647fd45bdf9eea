package io.valora.cli.export;

import io.valora.cli.runs.TextTable;
import io.valora.export.ExportFormat;
import io.valora.export.ExportLine;
import io.valora.export.ExportResult;
import io.valora.export.TrialResult;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Help.Ansi;

/**
 * Table of measured exports, as text.
 *
 * @param result of the export
 */
record ExportText(ExportResult result, ExportFormat format) {
  void print(PrintStream out) {
    out.printf(
        "Test %s of the run’s model: %.5f on %,d rows%n",
        result.metric(), result.run(), result.chosen().result().rows());
    List<String> sizes =
        format == ExportFormat.ONNX ? List.of("model.onnx", "all files") : List.of("page");
    TextTable table =
        new TextTable(
            row(
                "",
                sizes,
                List.of(result.metric(), "equal", "largest difference", "ms/1,000 rows", "")));
    result.lines().forEach(line -> table.add(cells(line)));
    table.print(out, Ansi.OFF);
  }

  private List<String> cells(ExportLine line) {
    TrialResult found = line.result();
    String form =
        line.terms().isPresent()
            ? "%s, %,d terms".formatted(line.precision().label(), line.terms().getAsInt())
            : line.precision().label();
    String verdict = line.broken().isEmpty() ? "" : "refused";
    String all = "%,d".formatted(line.bytes());
    return row(
        form,
        format == ExportFormat.ONNX
            ? List.of("%,d".formatted(line.modelBytes()), all)
            : List.of(all),
        List.of(
            "%.5f".formatted(found.metric()),
            "%.2f%%".formatted(100 * found.equal()),
            "%.1e".formatted(found.difference()),
            "%.2f".formatted(found.milliseconds()),
            line.equals(result.chosen()) && verdict.isEmpty() ? "chosen" : verdict));
  }

  private static List<String> row(String first, List<String> sizes, List<String> rest) {
    List<String> row = new ArrayList<>(List.of(first));
    row.addAll(sizes);
    row.addAll(rest);
    return row;
  }
}
