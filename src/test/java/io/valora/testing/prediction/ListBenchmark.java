package io.valora.testing.prediction;

import io.valora.networks.FactorsConfig;
import io.valora.networks.FactorsConfig.RatedItemsUse;
import io.valora.networks.OptimizerConfig;
import io.valora.networks.TrainedNetwork;
import io.valora.networks.Vocabularies;
import io.valora.prediction.Audience;
import io.valora.prediction.PopularItems;
import io.valora.prediction.RatedItems;
import io.valora.prediction.RecommendConfig;
import io.valora.prediction.TopNRecommender;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.spark.ml.recommendation.ALSModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Lists of all users by a network of generated factors and by Spark's {@code ALSModel} of the same
 * factors, in turns in one JVM. Arguments: users, items, factors.
 */
public final class ListBenchmark {
  private static final int TURNS = Integer.getInteger("turns", 3);
  private static final int TOP_N = 10;
  private static final int RATED = 20;

  /** Blocks of the factors, as many as a fitted ALS has by default. */
  private static final int ALS_BLOCKS = 10;

  private static final StructType FACTORS =
      new StructType()
          .add("id", DataTypes.IntegerType, false)
          .add("features", DataTypes.createArrayType(DataTypes.FloatType, false), false);

  private static final StructType PAIRS =
      new StructType()
          .add("user_index", DataTypes.IntegerType, false)
          .add("item_index", DataTypes.IntegerType, false);

  private final SparkSession spark;
  private final int users;
  private final int items;
  private final int factors;

  private ListBenchmark(SparkSession spark, int users, int items, int factors) {
    this.spark = spark;
    this.users = users;
    this.items = items;
    this.factors = factors;
  }

  public static void main(String[] args) {
    int[] sizes = Arrays.stream(args).mapToInt(Integer::parseInt).toArray();
    try (SparkSession spark =
        SparkSession.builder()
            .master("local[2]")
            .appName("lists")
            .config("spark.ui.enabled", "false")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.sql.shuffle.partitions", "4")
            .config("spark.sql.adaptive.enabled", "false")
            .getOrCreate()) {
      new ListBenchmark(
              spark,
              sizes.length > 0 ? sizes[0] : 100_000,
              sizes.length > 1 ? sizes[1] : 20_000,
              sizes.length > 2 ? sizes[2] : 50)
          .measure();
    }
  }

  private void measure() {
    ALSModel als =
        new ALSModel("als", factors, table(users, 1).cache(), table(items, 2).cache())
            .setUserCol("user")
            .setItemCol("item");
    Dataset<Row> rated = rated().cache();
    Dataset<Row> everyUser = rated.select("user_index").distinct().cache();
    rated.count();
    everyUser.count();
    als.userFactors().count();
    als.itemFactors().count();
    RecommendConfig all = new RecommendConfig(TOP_N, RatedItems.KEPT);
    RecommendConfig unrated = new RecommendConfig(TOP_N, RatedItems.EXCLUDED);
    Audience audience = new Audience(everyUser, rated);
    TopNRecommender kept = new TopNRecommender(network().scorers(), popular(), all);
    TopNRecommender left = new TopNRecommender(network().scorers(), popular(), unrated);
    System.out.printf(
        "%,d users, %,d items, %d factors, lists of %d, local[2], %,d MiB of heap%n",
        users, items, factors, TOP_N, Runtime.getRuntime().maxMemory() >> 20);
    requireSame(kept.listsFor(audience).lists(), als.recommendForUserSubset(someUsers(), TOP_N));
    List<Double> ours = new ArrayList<>();
    List<Double> theirs = new ArrayList<>();
    List<Double> withoutRated = new ArrayList<>();
    for (int turn = 0; turn < TURNS; turn++) {
      theirs.add(seconds(als.recommendForAllUsers(TOP_N)));
      ours.add(seconds(kept.listsFor(audience).lists()));
      withoutRated.add(seconds(left.listsFor(audience).lists()));
    }
    print("ALSModel.recommendForAllUsers", theirs);
    print("lists", ours);
    print("lists without " + RATED + " rated items each", withoutRated);
    System.out.printf(
        Locale.ROOT, "ratio of medians %.2f (aim >= 3)%n", median(theirs) / median(ours));
  }

  private static void print(String name, List<Double> seconds) {
    System.out.printf(Locale.ROOT, "%-40s %8.2f s   of %s%n", name, median(seconds), seconds);
  }

  private static double median(List<Double> values) {
    List<Double> sorted = new ArrayList<>(values);
    Collections.sort(sorted);
    return sorted.get(sorted.size() / 2);
  }

  private static double seconds(Dataset<Row> lists) {
    long start = System.nanoTime();
    lists.write().format("noop").mode("overwrite").save();
    return Math.round((System.nanoTime() - start) / 1e7) / 100.0;
  }

  /** Some users' lists hold the same items. */
  private void requireSame(Dataset<Row> found, Dataset<Row> expected) {
    for (Row theirs : expected.collectAsList()) {
      Row ours = found.where("user_index = " + theirs.getInt(0)).first();
      List<Integer> items =
          theirs.<Row>getList(1).stream().map(recommended -> recommended.getInt(0)).toList();
      if (!new HashSet<>(items).equals(new HashSet<>(ours.<Integer>getList(1)))) {
        throw new IllegalStateException(theirs + " is listed, and here " + ours);
      }
    }
  }

  private Dataset<Row> someUsers() {
    return spark.createDataFrame(
        List.of(RowFactory.create(1), RowFactory.create(users)),
        new StructType().add("user", DataTypes.IntegerType, false));
  }

  private PopularItems popular() {
    return PopularItems.of(spark.createDataFrame(List.<Row>of(), PAIRS), items);
  }

  private Dataset<Row> rated() {
    int catalog = items;
    return spark
        .range(1, users + 1L, 1, ALS_BLOCKS)
        .toDF("user_index")
        .selectExpr(
            "cast(user_index as int) as user_index",
            "explode(sequence(0, %d)) as n".formatted(RATED - 1))
        .selectExpr(
            "user_index",
            "cast(1 + pmod(hash(user_index, n), %d) as int) as item_index".formatted(catalog));
  }

  /** Index i has the factors that its own seed draws. */
  private Dataset<Row> table(int rows, int table) {
    List<Row> all =
        IntStream.rangeClosed(1, rows)
            .mapToObj(index -> RowFactory.create(index, boxed(drawn(table, index))))
            .toList();
    return spark.createDataFrame(all, FACTORS).repartition(ALS_BLOCKS);
  }

  private static Float[] boxed(float[] values) {
    Float[] boxed = new Float[values.length];
    for (int k = 0; k < boxed.length; k++) {
      boxed[k] = values[k];
    }
    return boxed;
  }

  private float[] drawn(int table, int index) {
    SplittableRandom random = new SplittableRandom(31L * index + table);
    float[] factorsOfIndex = new float[factors];
    for (int k = 0; k < factors; k++) {
      factorsOfIndex[k] = (float) (random.nextGaussian() / Math.sqrt(factors));
    }
    return factorsOfIndex;
  }

  private TrainedNetwork network() {
    int side = 1 + factors;
    float[] parameters = new float[(users + 1 + items + 1) * side + 1];
    for (int user = 1; user <= users; user++) {
      System.arraycopy(drawn(1, user), 0, parameters, user * side + 1, factors);
    }
    for (int item = 1; item <= items; item++) {
      System.arraycopy(drawn(2, item), 0, parameters, (users + 1 + item) * side + 1, factors);
    }
    return new FactorsConfig(factors, RatedItemsUse.LEFT_OUT, 0, 0.1)
        .network(
            new Vocabularies(users, items), List.of(), new OptimizerConfig.GradientDescent(0.1))
        .trained(parameters);
  }
}
