package io.valora.baselines;

import static io.valora.schema.Columns.ITEM_INDEX;
import static io.valora.schema.Columns.RATING;
import static io.valora.schema.Columns.USER_INDEX;

import io.valora.base.ExactSum;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;

/**
 * Encoded ratings of one partition as arrays, for fits that pass over them several times.
 *
 * @param users index of each rating's user, 0 when unknown
 * @param items the same of its item
 */
record RatingBlock(int[] users, int[] items, float[] ratings) implements Serializable {
  private static final int FIRST_CAPACITY = 1024;

  /** One block per partition. */
  static JavaRDD<RatingBlock> of(Dataset<Row> encoded) {
    return encoded
        .select(USER_INDEX, ITEM_INDEX, RATING)
        .queryExecution()
        .toRdd()
        .toJavaRDD()
        .mapPartitions(rows -> List.of(of(rows)).iterator());
  }

  private static RatingBlock of(Iterator<InternalRow> rows) {
    int[] users = new int[FIRST_CAPACITY];
    int[] items = new int[FIRST_CAPACITY];
    float[] ratings = new float[FIRST_CAPACITY];
    int length = 0;
    while (rows.hasNext()) {
      if (length == ratings.length) {
        users = Arrays.copyOf(users, 2 * length);
        items = Arrays.copyOf(items, 2 * length);
        ratings = Arrays.copyOf(ratings, 2 * length);
      }
      InternalRow row = rows.next();
      users[length] = row.getInt(0);
      items[length] = row.getInt(1);
      ratings[length++] = row.getFloat(2);
    }
    return new RatingBlock(
        Arrays.copyOf(users, length), Arrays.copyOf(items, length), Arrays.copyOf(ratings, length));
  }

  /** Summary of many blocks; the same whatever their order. */
  static final class Summary implements Serializable {
    private static final long serialVersionUID = 1L;

    private final ExactSum sum = new ExactSum();
    private long rows;
    private int highestUser;
    private int highestItem;
    private float lowest = Float.POSITIVE_INFINITY;
    private float highest = Float.NEGATIVE_INFINITY;

    Summary add(RatingBlock block) {
      for (int i = 0; i < block.ratings.length; i++) {
        sum.add(block.ratings[i]);
        lowest = Math.min(lowest, block.ratings[i]);
        highest = Math.max(highest, block.ratings[i]);
        highestUser = Math.max(highestUser, block.users[i]);
        highestItem = Math.max(highestItem, block.items[i]);
      }
      rows += block.ratings.length;
      return this;
    }

    Summary merge(Summary other) {
      sum.merge(other.sum);
      rows += other.rows;
      lowest = Math.min(lowest, other.lowest);
      highest = Math.max(highest, other.highest);
      highestUser = Math.max(highestUser, other.highestUser);
      highestItem = Math.max(highestItem, other.highestItem);
      return this;
    }

    long rows() {
      return rows;
    }

    int highestUser() {
      return highestUser;
    }

    int highestItem() {
      return highestItem;
    }

    /** NaN without rows. */
    double mean() {
      return sum.value() / rows;
    }

    /** The greatest distance of a rating to the mean. */
    double farthest() {
      return Math.max(highest - mean(), mean() - lowest);
    }
  }
}
