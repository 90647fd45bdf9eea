package io.valora.ingest;

/**
 * Rows that are bad for one reason.
 *
 * @param column the name in the file, or empty when whole lines are bad
 * @param rule what they break, such as {@code must be a whole number}
 * @param rows how many there are, at least 1
 * @param example the sentence of the first of them
 */
public record QuarantineReason(String column, String rule, long rows, String example) {
  /** {@code CALIFICACION must be a whole number}. */
  public String description() {
    return column.isEmpty() ? rule : column + " " + rule;
  }
}
