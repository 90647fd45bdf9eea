package io.valora.evaluation.classification;

/**
 * Slice of the rows with one label, or with one length of text.
 *
 * @param by {@code label} or {@code words}
 * @param name of the slice, such as {@code 1} or {@code 101 to 200}
 * @param right rows that were read as what they are, at most {@code rows}
 */
public record ClassSlice(String by, String name, long rows, long right) {
  public static final String LABEL = "label";
  public static final String WORDS = "words";

  /** NaN without rows. */
  public double accuracy() {
    return (double) right / rows;
  }
}
