package io.valora.model;

import io.valora.tower.Standardization;
import java.io.Serializable;
import java.util.List;

/**
 * The number that a model answers with.
 *
 * @param name such as {@code rating}, {@code label} or the target column
 * @param meaning in words, such as {@code predicted stars} or {@code probability that the text is
 *     positive}
 * @param unit such as {@code stars}; empty when there is none
 * @param range that answers lie in
 * @param classes of a classifier, negative first; empty when the answer is a quantity
 * @param threshold probability from which on the class is the positive one, in [0, 1]; {@link
 *     #HALF} unless another was chosen
 * @param scale that the network's answers are brought back by; {@link Standardization#NONE} where
 *     it answers in the unit itself
 */
public record Output(
    String name,
    String meaning,
    String unit,
    Range range,
    List<String> classes,
    double threshold,
    Standardization scale)
    implements Serializable {
  /** The threshold of a classifier that calls the more probable class. */
  public static final double HALF = 0.5;

  public Output {
    if (!(threshold >= 0 && threshold <= 1)) {
      throw new IllegalArgumentException("threshold %s is not from 0 to 1".formatted(threshold));
    }
    classes = List.copyOf(classes);
    if (classes.size() == 1) {
      throw new IllegalArgumentException("classes must be none or at least two");
    }
  }

  /** With the threshold {@link #HALF}. */
  public Output(String name, String meaning, String unit, Range range, List<String> classes) {
    this(name, meaning, unit, range, classes, HALF);
  }

  /** Of answers in the unit itself. */
  public Output(
      String name,
      String meaning,
      String unit,
      Range range,
      List<String> classes,
      double threshold) {
    this(name, meaning, unit, range, classes, threshold, Standardization.NONE);
  }

  /** Of a network's answer, brought back to the unit and into the range. */
  public double restored(double answer) {
    return range.clip(scale.restored(answer));
  }

  public Output withScale(Standardization other) {
    return new Output(name, meaning, unit, range, classes, threshold, other);
  }

  public Output withThreshold(double other) {
    return new Output(name, meaning, unit, range, classes, other, scale);
  }
}
