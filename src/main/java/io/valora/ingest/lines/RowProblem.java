package io.valora.ingest.lines;

/**
 * Reason for the rejection of a row.
 *
 * @param column the name in the file, or null when the whole row is bad
 * @param value the text of the cell, or null when there is none
 * @param rule what was broken, the same text for every row that breaks it
 * @param sentence the rule and what was found instead
 */
public record RowProblem(String column, String value, String rule, String sentence) {
  /** A problem of the whole line whose sentence is the rule. */
  public static RowProblem ofLine(String rule) {
    return new RowProblem(null, null, rule, rule);
  }
}
