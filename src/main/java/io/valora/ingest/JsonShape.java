package io.valora.ingest;

import io.valora.ingest.lines.RowProblem;
import java.util.Arrays;
import java.util.Optional;

/** Shape of a file that looks like JSON and has no object a line. */
enum JsonShape {
  ARRAY(
      "the line is no object but part of a JSON array",
      "it is a JSON array",
      "write one object a line, such as with jq -c '.[]'"),
  INDENTED(
      "the line is only a part of a JSON object",
      "its objects span lines",
      "write one object a line, such as with jq -c ."),
  PYTHON(
      "the line is a Python dict, not JSON",
      "it has Python dicts, not JSON",
      "write each with json.dumps in place of str or print");

  private final String rule;
  private final String reason;
  private final String remedy;

  JsonShape(String rule, String reason, String remedy) {
    this.rule = rule;
    this.reason = reason;
    this.remedy = remedy;
  }

  /** The problem of one line. */
  RowProblem problem() {
    return RowProblem.ofLine(rule);
  }

  /** Why the whole file is refused, and the remedy. */
  String refusal() {
    return "%s (%s)".formatted(reason, remedy);
  }

  /** The shape of a file whose first line has this problem. */
  static Optional<JsonShape> ofFirstLine(String rule) {
    return Arrays.stream(values()).filter(shape -> shape.rule.equals(rule)).findFirst();
  }
}
