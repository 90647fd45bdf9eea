package io.valora.profiling;

/**
 * Line of a job file, with the reason behind it.
 *
 * @param comment in plain words; empty for none
 */
record Line(String text, String comment) {
  static Line of(String text) {
    return new Line(text, "");
  }
}
