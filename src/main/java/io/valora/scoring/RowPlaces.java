package io.valora.scoring;

import java.io.Serializable;
import java.util.List;

/**
 * Places of columns in a row.
 *
 * @param inputs what the model takes, in its order
 * @param shown what stands beside the answers
 */
record RowPlaces(int[] inputs, int[] shown) implements Serializable {
  static RowPlaces of(List<String> columns, List<String> inputs, List<String> shown) {
    return new RowPlaces(places(columns, inputs), places(columns, shown));
  }

  private static int[] places(List<String> columns, List<String> some) {
    return some.stream().mapToInt(columns::indexOf).toArray();
  }
}
