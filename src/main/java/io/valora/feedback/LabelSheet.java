package io.valora.feedback;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.valora.base.Sha256;
import io.valora.model.Signature;
import io.valora.report.LabelPage;
import io.valora.report.LabelPage.AskedRow;
import io.valora.storage.RunFolder;
import io.valora.storage.Storage;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Files with which people label rows: a table, a page, and lines by which the labels find their
 * rows again.
 *
 * @param base address of the files without the ends of their names
 */
public record LabelSheet(String base) {
  private static final int NAME_DIGITS = 8;

  /** Before the name of each input: no input is taken for the label or its time. */
  private static final String INPUT = "input.";

  /** Writes the files; the same rows give the same names. */
  public static LabelSheet write(
      Storage storage, RunFolder run, Signature signature, List<PickedRow> rows) {
    MessageDigest digest = Sha256.digest();
    rows.forEach(row -> digest.update((row.prediction() + row.picked()).getBytes(UTF_8)));
    String name = "%s-%s".formatted(run.runId(), Sha256.hex(digest).substring(0, NAME_DIGITS));
    LabelSheet sheet =
        new LabelSheet("%s/%s".formatted(FeedbackFolder.of(run.root(), run.job()).asked(), name));
    storage.write(sheet.table(), table(signature.names(), rows));
    storage.write(
        sheet.page(),
        LabelPage.render(
            run.job(),
            name,
            signature.output(),
            rows.stream().map(row -> new AskedRow(row.prediction(), row.cells())).toList()));
    storage.write(
        sheet.base + ".jsonl",
        rows.stream().map(row -> row.line() + "\n").collect(Collectors.joining()));
    return sheet;
  }

  /** Address of the CSV. */
  public String table() {
    return base + ".csv";
  }

  /** Address of the page. */
  public String page() {
    return base + ".html";
  }

  /** The model's answers are left out: who sees them agrees with them. */
  private static String table(List<String> inputs, List<PickedRow> rows) {
    List<String> header = new ArrayList<>(List.of("prediction", "picked", "label"));
    inputs.forEach(name -> header.add(INPUT + name));
    StringBuilder table = new StringBuilder(line(header));
    for (PickedRow row : rows) {
      Map<String, String> cells = row.cells();
      List<String> line = new ArrayList<>(List.of(row.prediction(), row.picked(), ""));
      inputs.forEach(name -> line.add(cells.getOrDefault(name, "")));
      table.append(line(line));
    }
    return table.toString();
  }

  private static String line(List<String> cells) {
    return cells.stream().map(LabelSheet::cell).collect(Collectors.joining(",", "", "\n"));
  }

  private static String cell(String text) {
    return text.matches("[^\",\\r\\n]*") ? text : "\"" + text.replace("\"", "\"\"") + "\"";
  }
}
