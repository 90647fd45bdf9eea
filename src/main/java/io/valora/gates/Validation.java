package io.valora.gates;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.valora.base.EnumNames;
import io.valora.evaluation.DecidingRow;
import io.valora.evaluation.Interval;
import io.valora.evaluation.MetricJson;
import io.valora.json.CheckedNode;
import io.valora.storage.RunFolder;
import io.valora.storage.Storage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Verdict on a run: what its gates, and checks of the published run, found. {@code
 * src/docs/validation-json.md} describes the file.
 *
 * @param results one per rule
 * @param overrides reasons to make the run champion in spite of rules that failed
 */
public record Validation(
    String job, String runId, List<GateResult> results, List<GateOverride> overrides) {
  private static final int FORMAT_VERSION = 1;
  private static final int SHOWN_ROWS = 3;

  public Validation {
    results = List.copyOf(results);
    overrides = List.copyOf(overrides);
  }

  /** Writes what the gates of a run found. */
  public static void write(Storage storage, RunFolder run, List<GateResult> results) {
    new Validation(run.job(), run.runId(), results, List.of()).write(storage, run);
  }

  /** What the gates of a run found; empty for runs of versions without gates. */
  public static Optional<Validation> read(Storage storage, RunFolder run) {
    return storage.textOf(run.validation()).map(text -> fromJson(run.validation(), text));
  }

  void write(Storage storage, RunFolder run) {
    storage.write(run.validation(), toJson());
  }

  /** Sentences on the rules that failed. */
  public static List<String> advice(List<GateResult> results) {
    return results.stream().filter(GateResult::failed).map(GateResult::advice).toList();
  }

  /** The first rows of each rule that failed, a line each. */
  public static List<String> shownRows(List<GateResult> results) {
    return results.stream()
        .filter(GateResult::failed)
        .flatMap(
            result ->
                result.rows().stream()
                    .limit(SHOWN_ROWS)
                    .map(row -> "  %s: %s".formatted(result.rule(), row.sentence())))
        .toList();
  }

  /** Rules that failed and that nobody has overridden. */
  public List<String> open() {
    return results.stream()
        .filter(GateResult::failed)
        .map(GateResult::rule)
        .filter(rule -> overrides.stream().noneMatch(one -> one.rules().contains(rule)))
        .toList();
  }

  /** The same with another override, of those of its rules that are open. */
  Validation with(GateOverride override) {
    List<String> rules = open().stream().filter(override.rules()::contains).toList();
    List<GateOverride> all = new ArrayList<>(overrides);
    all.add(new GateOverride(rules, override.reason()));
    return rules.isEmpty() ? this : new Validation(job, runId, results, all);
  }

  /** The same with other results, in place of those of the same rules. */
  Validation with(List<GateResult> others) {
    Map<String, GateResult> all = new LinkedHashMap<>();
    results.forEach(result -> all.put(result.rule(), result));
    others.forEach(result -> all.put(result.rule(), result));
    return new Validation(job, runId, List.copyOf(all.values()), overrides);
  }

  /** Such as {@code 3 passed, 1 failed, 1 not judged (varied-lists: there is one user)}. */
  public String summary() {
    List<String> parts = new ArrayList<>();
    for (GateVerdict verdict : GateVerdict.values()) {
      List<GateResult> found =
          results.stream().filter(result -> result.verdict() == verdict).toList();
      if (!found.isEmpty()) {
        String name = EnumNames.nameOf(verdict).replace('-', ' ');
        parts.add("%d %s%s".formatted(found.size(), name, reasons(verdict, found)));
      }
    }
    return String.join(", ", parts);
  }

  private static String reasons(GateVerdict verdict, List<GateResult> found) {
    return switch (verdict) {
      case PASSED -> "";
      case FAILED -> " (%s)".formatted(String.join(", ", rules(found)));
      case NOT_JUDGED ->
          " (%s)"
              .formatted(
                  String.join(
                      "; ",
                      found.stream().map(one -> one.rule() + ": " + one.sentence()).toList()));
    };
  }

  private static List<String> rules(List<GateResult> found) {
    return found.stream().map(GateResult::rule).toList();
  }

  /** Indented JSON that ends with a line feed. */
  public String toJson() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("format-version", FORMAT_VERSION).put("job", job).put("run-id", runId);
    json.putArray("rules");
    results.forEach(result -> write(result, json.withArray("rules").addObject()));
    json.putArray("overrides");
    for (GateOverride override : overrides) {
      ObjectNode one = json.withArray("overrides").addObject();
      override.rules().forEach(one.putArray("rules")::add);
      one.put("reason", override.reason());
    }
    return json.toPrettyString().replace("\r", "") + "\n";
  }

  private static void write(GateResult result, ObjectNode json) {
    json.put("rule", result.rule());
    json.put("verdict", EnumNames.nameOf(result.verdict()));
    json.put("metric", result.metric());
    putFinite(json, "figure", result.figure());
    MetricJson.put(json, "bound", result.bound());
    MetricJson.put(json, "difference-95", result.difference());
    json.put("sentence", result.sentence());
    json.put("remedy", result.remedy());
    ArrayNode rows = json.putArray("rows");
    result.rows().forEach(row -> write(row, rows.addObject()));
  }

  private static void write(DecidingRow row, ObjectNode json) {
    row.keys().forEach(json.putObject("keys")::put);
    putFinite(json, "label", row.label());
    putFinite(json, "prediction", row.prediction());
    putFinite(json, "other", row.other());
  }

  private static void putFinite(ObjectNode json, String key, double value) {
    MetricJson.put(json, key, Double.isFinite(value) ? value : Double.NaN);
  }

  /**
   * Reads what {@link #toJson} wrote. Keys it doesn't know are ignored.
   *
   * @param document what messages call it
   * @throws io.valora.base.JobException {@code Cannot read <document>: …}, naming the key
   */
  public static Validation fromJson(String document, String text) {
    CheckedNode json = CheckedNode.parse(document, text).requireFormatVersion(FORMAT_VERSION);
    return new Validation(
        json.text("job"),
        json.text("run-id"),
        json.list("rules", Validation::result),
        json.list("overrides", Validation::override));
  }

  private static GateResult result(CheckedNode json) {
    return new GateResult(
        json.text("rule"),
        json.choice("verdict", GateVerdict.values(), EnumNames::nameOf),
        json.text("metric"),
        json.numberOrNull("figure"),
        json.numberOrNull("bound"),
        interval(json),
        json.text("sentence"),
        json.text("remedy"),
        json.value().has("rows") ? json.list("rows", Validation::row) : List.of());
  }

  private static DecidingRow row(CheckedNode json) {
    return new DecidingRow(
        json.map("keys", CheckedNode::requireText),
        json.numberOrNull("label"),
        json.numberOrNull("prediction"),
        json.numberOrNull("other"));
  }

  private static Interval interval(CheckedNode json) {
    List<Double> ends = json.elements("difference-95", CheckedNode::requireNumberOrNull);
    json.require("difference-95", ends.size() == 2, "a list of two numbers");
    return new Interval(ends.get(0), ends.get(1));
  }

  private static GateOverride override(CheckedNode json) {
    json.require("reason", !json.text("reason").isBlank(), "a reason");
    return new GateOverride(json.elements("rules", CheckedNode::requireText), json.text("reason"));
  }
}
