package io.valora.networks;

import static org.bytedeco.openblas.global.openblas.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas.CblasTrans;
import static org.bytedeco.openblas.global.openblas.cblas_sgemm;

import io.valora.model.BlockScorer;
import io.valora.tower.OpenBlas;
import io.valora.tower.TableShape;
import io.valora.tower.TableShape.Entries;
import io.valora.tower.TowerLoss;
import io.valora.tower.TowerShape.Head;
import java.util.List;
import org.bytedeco.javacpp.FloatPointer;

/**
 * Blocks of a network of factors as one product by OpenBLAS:
 *
 * <pre>
 *   [b + bᵤ; 1; u] [users, 2 + factors] · [1; bᵢ; v]ᵀ [2 + factors, items]
 * </pre>
 *
 * <p>Both this and the score of a pair are float sums of the same terms in some order. With n
 * roundings at most on the way of a term, each is off by at most {@code n ε / 2 · Σ |term|} to
 * first order (Higham, Accuracy and Stability of Numerical Algorithms, 2002, section 3.1), and
 * Cauchy and Schwarz bound the terms of the factors by their lengths.
 */
final class FactorBlocks implements BlockScorer {
  private static final double EPSILON = Math.ulp(1f);

  private final float[] parameters;
  private final int side;
  private final int firstOfItems;
  private final float bias;
  private final double largestItemBias;
  private final double longestItem;
  private float[] rows = new float[0];
  private FloatPointer left = new FloatPointer(1L);
  private FloatPointer right = new FloatPointer(1L);
  private FloatPointer product = new FloatPointer(1L);

  /**
   * @param layer that {@link #fits}
   * @param parameters in the order of {@link TowerParameters}; not copied
   */
  FactorBlocks(TowerLayer layer, float[] parameters) {
    OpenBlas.useOneThread();
    this.parameters = parameters;
    this.side = layer.shape().input() / 2;
    this.firstOfItems = layer.tables().get(0).rows() * side;
    this.bias = parameters[parameters.length - 1];
    double largest = 0;
    double longest = 0;
    int behindItems = firstOfItems + layer.tables().get(1).rows() * side;
    for (int at = firstOfItems; at < behindItems; at += side) {
      largest = Math.max(largest, Math.abs(parameters[at]));
      longest = Math.max(longest, length(at));
    }
    this.largestItemBias = largest;
    this.longestItem = longest;
  }

  /**
   * Whether the tower is a product of one row of users and one of items, and nothing behind it but
   * biases of contexts, which lists don't have.
   */
  static boolean fits(TowerLayer layer) {
    TowerLoss loss = layer.shape().loss();
    List<TableShape> tables = layer.tables();
    List<TableShape> pair = tables.subList(0, Math.min(2, tables.size()));
    int side = layer.shape().input() / 2;
    return layer.shape().head() == Head.FACTORS
        && (loss == TowerLoss.MSE || loss == TowerLoss.MAE)
        && pair.size() == 2
        && pair.stream().allMatch(t -> t.entries() == Entries.ONE && t.dimension() == side)
        && tables.stream().skip(2).allMatch(t -> t.entries() == Entries.BAG && t.dimension() == 1)
        && TableShape.columns(tables)[1] == side;
  }

  @Override
  public void score(int[] users, int length, int firstItem, int items, float[] scores) {
    int width = side + 1;
    reserve(length * width, items * width, length * items);
    for (int row = 0; row < length; row++) {
      int from = users[row] * side;
      put(row * width, bias + parameters[from], 1, from);
    }
    left.put(rows, 0, length * width);
    for (int row = 0; row < items; row++) {
      int from = firstOfItems + (firstItem + row) * side;
      put(row * width, 1, parameters[from], from);
    }
    right.put(rows, 0, items * width);
    cblas_sgemm(
        CblasRowMajor,
        CblasNoTrans,
        CblasTrans,
        length,
        items,
        width,
        1,
        left,
        width,
        right,
        width,
        0,
        product,
        items);
    product.get(scores, 0, length * items);
  }

  /** Twice what two sums of all terms can be off, so that terms of higher order are in it. */
  @Override
  public double errorBound(int user) {
    int from = user * side;
    double terms =
        Math.abs(bias) + Math.abs(parameters[from]) + largestItemBias + length(from) * longestItem;
    return terms <= Float.MAX_VALUE / 2
        ? 2 * (side + 4) * EPSILON * terms + Float.MIN_NORMAL
        : Double.NaN;
  }

  private void put(int at, float first, float second, int from) {
    rows[at] = first;
    rows[at + 1] = second;
    System.arraycopy(parameters, from + 1, rows, at + 2, side - 1);
  }

  private void reserve(int leftLength, int rightLength, int productLength) {
    if (rows.length < Math.max(leftLength, rightLength)) {
      rows = new float[Math.max(leftLength, rightLength)];
    }
    left = ofLength(left, leftLength);
    right = ofLength(right, rightLength);
    product = ofLength(product, productLength);
  }

  private static FloatPointer ofLength(FloatPointer pointer, long length) {
    if (pointer.capacity() >= length) {
      return pointer;
    }
    pointer.close();
    return new FloatPointer(length);
  }

  /** Euclidean length of the factors of the row that begins at {@code from}. */
  private double length(int from) {
    double sum = 0;
    for (int k = 1; k < side; k++) {
      sum += (double) parameters[from + k] * parameters[from + k];
    }
    return Math.sqrt(sum);
  }
}
