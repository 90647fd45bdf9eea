package io.valora.export;

import io.valora.features.text.Weighting;
import io.valora.models.TextModel;
import io.valora.tower.RowKernel;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Terms of a model, those first that weigh most in the texts of train. */
final class TermWeights {
  private final Integer[] descending;

  private TermWeights(Integer[] descending) {
    this.descending = descending;
  }

  /**
   * Orders terms by what they add to a text, times the root of the number of texts that have them.
   *
   * @param texts of train that have the term of each row
   */
  static TermWeights of(TextModel model, TermTable terms, int[] texts) {
    boolean byRatio = model.encoder().config().weighting() == Weighting.COUNT_RATIO;
    double[] weights = new double[terms.size() + 1];
    for (int row = 1; row < weights.length; row++) {
      double ratio = byRatio ? Math.abs(terms.ratios()[row - 1]) : 1;
      weights[row] = length(model.kernel(), row) * ratio * Math.sqrt(texts[row]);
    }
    Integer[] rows = IntStream.range(1, weights.length).boxed().toArray(Integer[]::new);
    Arrays.sort(
        rows, Comparator.<Integer>comparingDouble(row -> -weights[row]).thenComparing(row -> row));
    return new TermWeights(rows);
  }

  /** The rows of so many terms that weigh most, ascending. */
  int[] heaviest(int count) {
    return Arrays.stream(descending, 0, count).mapToInt(row -> row).sorted().toArray();
  }

  private static double length(RowKernel kernel, int row) {
    int dimension = kernel.tables().get(0).dimension();
    double squares = 0;
    for (int k = 0; k < dimension; k++) {
      double weight = kernel.parameters()[row * dimension + k];
      squares += weight * weight;
    }
    return Math.sqrt(squares);
  }
}
