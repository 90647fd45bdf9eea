package io.valora.features.fit.vectors;

import io.valora.features.text.TextEncoder;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.Row;

/**
 * The vectors of one partition that belong to an encoder's terms, as they travel.
 *
 * @param rows of the table of terms
 */
record VectorBlock(List<Integer> rows, List<float[]> vectors) implements Serializable {
  /**
   * @param entries rows of term and vector
   */
  static Iterator<VectorBlock> of(Iterator<Row> entries, TextEncoder encoder) {
    VectorBlock block = new VectorBlock(new ArrayList<>(), new ArrayList<>());
    entries.forEachRemaining(
        entry -> {
          int row = encoder.rowOf(entry.getString(0));
          if (row > 0) {
            block.rows.add(row);
            block.vectors.add(floats(entry.getList(1)));
          }
        });
    return List.of(block).iterator();
  }

  /** Puts each vector where its row says. */
  void copyTo(float[][] byRow) {
    for (int i = 0; i < rows.size(); i++) {
      byRow[rows.get(i)] = vectors.get(i);
    }
  }

  private static float[] floats(List<Float> numbers) {
    float[] floats = new float[numbers.size()];
    for (int k = 0; k < floats.length; k++) {
      floats[k] = numbers.get(k);
    }
    return floats;
  }
}
