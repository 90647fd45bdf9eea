package io.valora.baselines;

import io.valora.base.JobException;
import io.valora.base.Outcome;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Factors of each index: those of index i are at {@code i * rank} of {@code values}, and are 0
 * where none were fitted.
 */
record FactorTable(int rank, float[] values) implements Serializable {
  /** Rows that are sent at once. */
  private static final int ROWS = 4096;

  /** The factors of some rows. */
  private record Block(int[] ids, float[] values) implements Serializable {}

  /**
   * @param factors {@code id} int, {@code features} array of float [rank], as Spark's ALS has them
   */
  static FactorTable of(Dataset<Row> factors, int rank) {
    List<Block> blocks =
        factors
            .select("id", "features")
            .toJavaRDD()
            .mapPartitions(rows -> new Blocks(rows, rank))
            .collect();
    int highest = 0;
    for (Block block : blocks) {
      for (int id : block.ids) {
        highest = Math.max(highest, id);
      }
    }
    float[] values = new float[length(highest, rank)];
    for (Block block : blocks) {
      for (int at = 0; at < block.ids.length; at++) {
        System.arraycopy(block.values, at * rank, values, block.ids[at] * rank, rank);
      }
    }
    return new FactorTable(rank, values);
  }

  /** The product of an index's factors with those of an index of another table. */
  float dot(int index, FactorTable other, int otherIndex) {
    int from = index * rank;
    int otherFrom = otherIndex * rank;
    if (from >= values.length || otherFrom >= other.values.length) {
      return 0;
    }
    float sum = 0;
    for (int factor = 0; factor < rank; factor++) {
      sum += values[from + factor] * other.values[otherFrom + factor];
    }
    return sum;
  }

  private static int length(int highest, int rank) {
    long length = (highest + 1L) * rank;
    if (length > Integer.MAX_VALUE - 8L) {
      throw JobException.cannot(
          Outcome.RESOURCES,
          "rank by factors",
          "%,d factors are more than one array holds; lower baselines.als-implicit.rank"
              .formatted(length));
    }
    return (int) length;
  }

  /** Turns the rows of one partition into blocks. */
  private static final class Blocks implements Iterator<Block> {
    private final Iterator<Row> rows;
    private final int rank;

    Blocks(Iterator<Row> rows, int rank) {
      this.rows = rows;
      this.rank = rank;
    }

    @Override
    public boolean hasNext() {
      return rows.hasNext();
    }

    @Override
    public Block next() {
      if (!rows.hasNext()) {
        throw new NoSuchElementException();
      }
      int[] ids = new int[ROWS];
      float[] values = new float[ROWS * rank];
      int count = 0;
      while (count < ROWS && rows.hasNext()) {
        Row row = rows.next();
        List<Float> features = row.getList(1);
        ids[count] = row.getInt(0);
        for (int factor = 0; factor < rank; factor++) {
          values[count * rank + factor] = features.get(factor);
        }
        count++;
      }
      return new Block(Arrays.copyOf(ids, count), Arrays.copyOf(values, count * rank));
    }
  }
}
