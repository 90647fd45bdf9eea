package io.valora.ingest;

import io.valora.ingest.lines.RowProblem;
import java.util.Arrays;
import java.util.List;
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

  /** No row, nor a bad one: the first or last line of an array with an object a line. */
  static final RowProblem BRACKET = RowProblem.ofLine("the line is a bracket of a JSON array");

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

  /**
   * The shape of a file of which no line is a row; empty where it is none of these.
   *
   * @param rules that its first lines break, from the first on
   */
  static Optional<JsonShape> of(List<String> rules) {
    int first = !rules.isEmpty() && rules.get(0).equals(BRACKET.rule()) ? 1 : 0;
    return Arrays.stream(values())
        .filter(shape -> rules.size() > first)
        .filter(shape -> shape.rule.equals(rules.get(first)))
        .findFirst();
  }
}
