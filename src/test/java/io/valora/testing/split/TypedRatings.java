package io.valora.testing.split;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import io.valora.split.SplitKind;
import io.valora.testing.LocalSpark;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Typed rows of ratings as the stage before would write them. */
public final class TypedRatings {
  private static final StructType SCHEMA =
      new StructType()
          .add("user", DataTypes.StringType)
          .add("item", DataTypes.StringType)
          .add("rating", DataTypes.DoubleType)
          .add("time", DataTypes.TimestampType);

  private TypedRatings() {}

  /** Long-tailed users, few distinct times, some without a time, some rows twice. */
  public static List<Row> generate(long seed, int rows) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Row> generated = new ArrayList<>();
    while (generated.size() < rows) {
      int user = (int) (40 * random.nextDouble() * random.nextDouble());
      Row row =
          rating(
              "u" + user,
              "i" + random.nextInt(25),
              1 + random.nextInt(5),
              random.nextInt(20) == 0 ? null : random.nextInt(60));
      generated.add(row);
      if (random.nextInt(15) == 0 && generated.size() < rows) {
        generated.add(row);
      }
    }
    return generated;
  }

  /** One row; {@code second} is its time, null for none. */
  public static Row rating(String user, String item, double rating, Integer second) {
    Timestamp time = second == null ? null : new Timestamp(1_600_000_000_000L + second * 1000L);
    return RowFactory.create(user, item, rating, time);
  }

  public static Dataset<Row> typed(List<Row> rows) {
    return withKey(LocalSpark.session().createDataFrame(rows, SCHEMA));
  }

  /** The same rows in another order, over so many partitions. */
  public static Dataset<Row> shuffled(List<Row> rows, long seed, int partitions) {
    List<Row> order = new ArrayList<>(rows);
    Collections.shuffle(order, new Random(seed));
    JavaSparkContext context =
        JavaSparkContext.fromSparkContext(LocalSpark.session().sparkContext());
    return withKey(
        LocalSpark.session().createDataFrame(context.parallelize(order, partitions), SCHEMA));
  }

  /** The rows with a source part where the kind needs one: about a fifth is test. */
  public static Dataset<Row> forKind(SplitKind kind, Dataset<Row> typed) {
    Column isTest = pmod(xxhash64(lit(1), col("row_key")), lit(5)).equalTo(0);
    return kind == SplitKind.PREDEFINED
        ? typed.withColumn("part", when(isTest, "test").otherwise("train"))
        : typed;
  }

  private static Dataset<Row> withKey(Dataset<Row> rows) {
    return rows.withColumn(
        "row_key", xxhash64(col("user"), col("item"), col("rating"), col("time")));
  }
}
