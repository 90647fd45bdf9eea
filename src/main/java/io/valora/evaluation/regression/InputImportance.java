package io.valora.evaluation.regression;

import io.valora.base.ExactSum;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/**
 * Permutation importance of an input (Breiman: Random Forests, Machine Learning 45, 2001).
 *
 * @param input name of the column
 * @param growth by which the RMSE grows when the column's values are dealt to other rows, in the
 *     target's unit; about 0 or below for an input that the model doesn't use
 */
public record InputImportance(String input, double growth) {

  /** The importance of each input, the largest first. */
  public static List<InputImportance> of(
      Sample sample, ToDoubleFunction<Object[]> model, long seed) {
    double before = rmse(sample, sample.rows(), model);
    List<InputImportance> found = new ArrayList<>();
    for (int input = 0; input < sample.inputs().size(); input++) {
      double after = rmse(sample, permuted(sample.rows(), input, seed + input), model);
      found.add(new InputImportance(sample.inputs().get(input), after - before));
    }
    found.sort(Comparator.comparingDouble(InputImportance::growth).reversed());
    return List.copyOf(found);
  }

  /**
   * Rows that a model can be asked about.
   *
   * @param rows values in the order of {@code inputs}
   * @param targets one per row
   */
  public record Sample(List<String> inputs, List<Object[]> rows, List<Double> targets) {
    public Sample {
      inputs = List.copyOf(inputs);
      rows = List.copyOf(rows);
      targets = List.copyOf(targets);
    }
  }

  private static List<Object[]> permuted(List<Object[]> rows, int input, long seed) {
    int[] order = new int[rows.size()];
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < order.length; i++) {
      int other = random.nextInt(i + 1);
      order[i] = order[other];
      order[other] = i;
    }
    List<Object[]> dealt = new ArrayList<>();
    for (int i = 0; i < order.length; i++) {
      Object[] row = rows.get(i).clone();
      row[input] = rows.get(order[i])[input];
      dealt.add(row);
    }
    return dealt;
  }

  private static double rmse(Sample sample, List<Object[]> rows, ToDoubleFunction<Object[]> model) {
    ExactSum squares = new ExactSum();
    for (int i = 0; i < rows.size(); i++) {
      double error = model.applyAsDouble(rows.get(i)) - sample.targets().get(i);
      squares.add(error * error);
    }
    return Math.sqrt(squares.value() / rows.size());
  }
}
