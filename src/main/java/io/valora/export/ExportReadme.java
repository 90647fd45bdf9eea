package io.valora.export;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.valora.base.EnumNames;
import io.valora.model.ModelKind;
import io.valora.model.Output;
import io.valora.schema.ColumnSpec;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The {@code README.md} of an export: what goes in, what comes out, and code that asks. */
record ExportReadme(ExportedModel model, ExportFacts facts) {
  static final String FILE = "README.md";
  private static final String CONTEXT = "context.json";

  String text(List<ExportFile> files) {
    Map<String, String> values = new LinkedHashMap<>();
    addModel(values);
    addMeasured(values);
    values.put("files", files(files));
    // Of raw ids where that is all that a row has.
    boolean byIds = model.signature().kind() == ModelKind.PAIR && !has(CONTEXT);
    String example = byIds ? "pair" : "inputs";
    values.put("java-needs", byIds ? "" : " and `com.fasterxml.jackson.core:jackson-databind`");
    values.put("python", resource(example + ".py"));
    values.put("java", resource(example + ".java"));
    values.put("kotlin", resource(example + ".kt"));
    String text = resource(FILE);
    for (Map.Entry<String, String> value : values.entrySet()) {
      text = text.replace("{" + value.getKey() + "}", value.getValue());
    }
    return text;
  }

  private void addModel(Map<String, String> values) {
    Output output = model.signature().output();
    values.put("job", facts.run().folder().job());
    values.put("run", facts.run().folder().runId());
    values.put("hash", facts.run().json().path("parameter-hash").asText("unknown"));
    values.put("precision", model.precision().label());
    values.put(
        "terms",
        model.terms().isPresent()
            ? " and the %,d terms that weigh most".formatted(model.terms().getAsInt())
            : "");
    values.put("meaning", output.meaning());
    values.put(
        "unit",
        output.unit().isEmpty() || output.meaning().contains(output.unit())
            ? ""
            : " in " + output.unit());
    values.put("decision", decision(output));
    values.put("columns", table("input | type | required", columns()));
    values.put("inputs", table("input | type | shape", inputs()));
    values.put("rows", rows());
  }

  private String decision(Output output) {
    String order =
        model.networks().ranking().isPresent()
            ? "\nOutput `order` orders lists of items for a user, highest first.\n"
            : "";
    return output.classes().isEmpty()
        ? order
        : "\nFrom %s on the class is `%s`, below it `%s`.\n"
            .formatted(output.threshold(), output.classes().get(1), output.classes().get(0));
  }

  private List<String> columns() {
    return model.signature().inputs().stream().map(ExportReadme::column).toList();
  }

  private static String column(ColumnSpec column) {
    return "`%s` | %s | %s"
        .formatted(
            column.name(), EnumNames.nameOf(column.type()), column.required() ? "yes" : "no");
  }

  private List<String> inputs() {
    return model.networks().inputs().declared().stream()
        .map(
            input ->
                "`%s` | %s | %s"
                    .formatted(
                        input.name(), input.isWhole() ? "int64" : "float", input.dimensions()))
        .toList();
  }

  private String rows() {
    return switch (model.signature().kind()) {
      case PAIR -> resource(has(CONTEXT) ? "context.md" : "pair.md").strip();
      case TABLE -> resource("table.md").strip();
      case TEXT -> {
        String vocabulary =
            has(TermTable.FILE)
                ? "terms.md"
                : has(TextSource.VOCABULARY) ? "compact.md" : "hashed.md";
        yield resource("text.md").replace("{vocabulary}", resource(vocabulary).strip())
            + resource("weights.md").strip();
      }
    };
  }

  private boolean has(String file) {
    return model.files().stream().anyMatch(one -> one.name().equals(file));
  }

  private void addMeasured(Map<String, String> values) {
    TrialResult measured = facts.result().chosen().result();
    values.put("count", "%,d".formatted(measured.rows()));
    values.put("metric", facts.result().metric());
    values.put("of-export", "%.4f".formatted(measured.metric()));
    values.put("of-run", "%.4f".formatted(facts.result().run()));
    values.put("equal", "%.2f %%".formatted(100 * measured.equal()));
    values.put("difference", "%.1e".formatted(measured.difference()));
    values.put(
        "difference-unit",
        model.signature().kind() == ModelKind.TABLE ? " of their standard deviation" : "");
  }

  private static String files(List<ExportFile> files) {
    return table(
        "file | bytes",
        files.stream().map(file -> "`%s` | %,d".formatted(file.name(), file.bytes())).toList());
  }

  private static String table(String header, List<String> rows) {
    String line = header.replaceAll("[^|]+", "---");
    return rows.stream()
        .map("| %s |"::formatted)
        .collect(Collectors.joining("\n", "| %s |\n|%s|\n".formatted(header, line), ""));
  }

  private static String resource(String name) {
    try (InputStream in = ExportReadme.class.getResourceAsStream("/export/" + name)) {
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
