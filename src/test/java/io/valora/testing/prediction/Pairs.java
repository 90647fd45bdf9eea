package io.valora.testing.prediction;

import io.valora.testing.LocalSpark;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Pairs of indices, as rated items or as users. */
public record Pairs(List<List<Integer>> pairs) {
  private static final StructType SCHEMA =
      new StructType()
          .add("user_index", DataTypes.IntegerType, false)
          .add("item_index", DataTypes.IntegerType, false);

  public static Pairs none() {
    return new Pairs(new ArrayList<>());
  }

  /** Each pair of users 1 to {@code users} and items 1 to {@code items} with probability 1/3. */
  public static Pairs random(int users, int items, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Pairs made = none();
    for (int user = 1; user <= users; user++) {
      for (int item = 1; item <= items; item++) {
        if (random.nextInt(3) == 0) {
          made.add(user, item);
        }
      }
    }
    return made;
  }

  /** One pair per user from {@code first} to {@code last}. */
  public static Pairs users(int first, int last) {
    Pairs made = none();
    for (int user = first; user <= last; user++) {
      made.add(user, 0);
    }
    return made;
  }

  public Pairs add(int user, int item) {
    pairs.add(List.of(user, item));
    return this;
  }

  public boolean contains(int user, int item) {
    return pairs.contains(List.of(user, item));
  }

  public Dataset<Row> dataset() {
    List<Row> rows =
        pairs.stream().map(pair -> RowFactory.create(pair.get(0), pair.get(1))).toList();
    return LocalSpark.session().createDataFrame(rows, SCHEMA);
  }
}
