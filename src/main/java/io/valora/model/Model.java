package io.valora.model;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * A trained model: one row of named inputs to a prediction. Immutable and safe to share between
 * threads; needs neither Spark nor ND4J, and travels to executors in a closure or a broadcast.
 *
 * <p>The answer to a row depends on that row alone: the same inputs give the same bits, whatever is
 * predicted before, beside or after it.
 */
public interface Model extends Serializable {
  /** Inputs, output and golden rows. */
  Signature signature();

  /**
   * The prediction for one row.
   *
   * @param values one per input, in the order of {@link Signature#inputs()}, typed as {@link
   *     Signature#typed} types them; null for a missing value
   * @throws io.valora.base.JobException when the answer is not a finite number
   */
  Prediction predict(Object[] values);

  /**
   * The prediction for one row as it stands in a file.
   *
   * @param cells text by name of the input; an input that is absent is missing
   * @throws io.valora.base.JobException {@code Invalid row: …} naming every problem of the row
   */
  default Prediction predict(Map<String, String> cells) {
    return predict(signature().typed(cells));
  }

  /**
   * The true answer to a row, where the model keeps those of its run's data: of ratings the stars
   * that a user gave to an item.
   *
   * @param values as {@link #predict(Object[])} takes them
   * @return in the unit of the signature's output; empty when nothing is known
   */
  default OptionalDouble observed(Object[] values) {
    return OptionalDouble.empty();
  }

  /**
   * Remarks on values that training didn't know and that the answer therefore can't rest on.
   *
   * @param values as {@link #predict(Object[])} takes them
   */
  default List<String> remarks(Object[] values) {
    return List.of();
  }
}
