package io.valora.schema;

/** Parsing result of one cell. */
public sealed interface ParsedCell {
  /**
   * @param value null for a missing cell of an optional column
   */
  record Typed(Object value) implements ParsedCell {}

  /**
   * @param rule what was broken, the same for every row, such as {@code must be a whole number}
   * @param found what stood there, as the sentence shows it; empty when nothing did
   */
  record Problem(String rule, String found) implements ParsedCell {
    /** {@code must be a whole number, not '1.23'}. */
    public String sentence() {
      return found.isEmpty() ? rule : rule + ", not " + found;
    }
  }
}
