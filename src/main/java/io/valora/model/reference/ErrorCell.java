package io.valora.model.reference;

/**
 * Sums over validation rows whose answers are alike.
 *
 * @param rows that were answered
 * @param targets sum of the true values; of classes the rows of the positive one
 * @param absolute sum of |answer − target|
 * @param squared sum of the squared differences
 * @param fourth sum of their fourth powers
 */
public record ErrorCell(long rows, double targets, double absolute, double squared, double fourth) {
  /** No rows. */
  public static final ErrorCell NONE = new ErrorCell(0, 0, 0, 0, 0);

  public ErrorCell {
    if (rows < 0 || !(absolute >= 0 && squared >= 0 && fourth >= 0) || Double.isNaN(targets)) {
      throw new IllegalArgumentException("sums of errors must be numbers of at least 0");
    }
  }

  /** The sums of both. */
  public ErrorCell plus(ErrorCell more) {
    return new ErrorCell(
        rows + more.rows,
        targets + more.targets,
        absolute + more.absolute,
        squared + more.squared,
        fourth + more.fourth);
  }
}
