package io.valora.testing.training;

import static io.valora.schema.Columns.ITEM_INDEX;
import static io.valora.schema.Columns.RATING;
import static io.valora.schema.Columns.ROW_KEY;
import static io.valora.schema.Columns.USER_INDEX;
import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.pow;
import static org.apache.spark.sql.functions.sqrt;
import static org.apache.spark.sql.functions.xxhash64;

import io.valora.features.fit.RatingScale;
import io.valora.networks.FactorsConfig;
import io.valora.networks.FactorsConfig.RatedItemsUse;
import io.valora.networks.OptimizerConfig;
import io.valora.networks.Vocabularies;
import io.valora.tower.Standardization;
import io.valora.training.Averaging;
import io.valora.training.EarlyStoppingConfig;
import io.valora.training.EngineKind;
import io.valora.training.EpochRecord;
import io.valora.training.MonitoredMetric;
import io.valora.training.Negatives;
import io.valora.training.RowLayout;
import io.valora.training.RowTraining;
import io.valora.training.TrainingConfig;
import io.valora.training.TrainingListener;
import io.valora.training.TrainingSplits;
import io.valora.training.loop.RowTrainer;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.ml.recommendation.ALS;
import org.apache.spark.ml.recommendation.ALSModel;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;

/**
 * Trains on generated ratings with latent taste that Spark holds in memory, on two cores, and
 * prints {@code seconds} and the {@code rmse} of a twentieth that was held out.
 *
 * <p>Arguments: ratings, users, items, and who trains: {@code als}, or {@code factors} and the RMSE
 * to reach. The seconds of factors end with the measurement of the epoch that reached it, and are
 * {@link #NEVER} when none did. Both train with settings that the held out ratings chose: of ALS
 * rank 10, iterations 10 and a regularization of 0.05, 0.06, 0.07 and 0.1.
 */
public final class RivalRun {
  private static final StructType SCHEMA =
      new StructType()
          .add(ROW_KEY, DataTypes.LongType, false)
          .add(USER_INDEX, DataTypes.IntegerType, false)
          .add(ITEM_INDEX, DataTypes.IntegerType, false)
          .add(RATING, DataTypes.FloatType, false);
  private static final int CORES = 2;
  private static final int PARTS = 8;
  private static final int HELD_OUT = 20;
  private static final int FACTORS = 10;
  private static final int ITERATIONS = 10;
  private static final double REGULARIZATION = 0.07;
  private static final int BATCH_SIZE = 4096;
  private static final double NEVER = 1e6;
  private static final FactorsConfig NETWORK =
      new FactorsConfig(FACTORS, RatedItemsUse.LEFT_OUT, 0.06, 0.1);
  private static final OptimizerConfig OPTIMIZER =
      new OptimizerConfig.KerasStyleAdagrad(0.15, 1e-7, 1e-7);

  private final String[] args;
  private final int users;
  private final int items;
  private final Dataset<Row> train;
  private final Dataset<Row> heldOut;

  private RivalRun(SparkSession spark, String[] args) {
    this.args = args;
    users = Integer.parseInt(args[1]);
    items = Integer.parseInt(args[2]);
    Dataset<Row> rows =
        rows(
            spark, LatentRatings.of(users, items, Integer.parseInt(args[0]), MeasuredNetwork.SEED));
    Column part = pmod(xxhash64(col(ROW_KEY)), lit(HELD_OUT));
    train = rows.filter(part.gt(0)).persist(StorageLevel.MEMORY_ONLY());
    heldOut = rows.filter(part.equalTo(0)).persist(StorageLevel.MEMORY_ONLY());
    train.count();
    heldOut.count();
  }

  public static void main(String[] args) {
    try (SparkSession spark = EngineRun.session("local[%d]".formatted(CORES), CORES)) {
      RivalRun run = new RivalRun(spark, args);
      if (args[3].equals("als")) {
        run.als();
      } else {
        run.factors();
      }
    }
  }

  private static Dataset<Row> rows(SparkSession spark, LatentRatings ratings) {
    JavaSparkContext context = new JavaSparkContext(spark.sparkContext());
    Broadcast<LatentRatings> sent = context.broadcast(ratings);
    int each = (ratings.count() + PARTS - 1) / PARTS;
    return spark.createDataFrame(
        context
            .parallelize(IntStream.range(0, PARTS).boxed().toList(), PARTS)
            .flatMap(
                part ->
                    IntStream.range(part * each, Math.min(sent.value().count(), (part + 1) * each))
                        .mapToObj(row -> row(sent.value(), row))
                        .iterator()),
        SCHEMA);
  }

  private static Row row(LatentRatings ratings, int row) {
    return RowFactory.create(
        (long) row, ratings.users()[row], ratings.items()[row], ratings.stars()[row]);
  }

  private void als() {
    long from = System.nanoTime();
    ALSModel model =
        new ALS()
            .setUserCol(USER_INDEX)
            .setItemCol(ITEM_INDEX)
            .setRatingCol(RATING)
            .setColdStartStrategy("drop")
            .setRank(FACTORS)
            .setRegParam(REGULARIZATION)
            .setMaxIter(ITERATIONS)
            .setSeed(MeasuredNetwork.SEED)
            .fit(train);
    double seconds = (System.nanoTime() - from) / 1e9;
    Column error = pow(col(RATING).minus(col("prediction")), 2);
    print(seconds, model.transform(heldOut).agg(sqrt(avg(error))).first().getDouble(0));
  }

  private void factors() {
    long from = System.nanoTime();
    Standardization scale = RatingScale.of(train);
    TrainingConfig config =
        new TrainingConfig(
            2 * ITERATIONS,
            BATCH_SIZE,
            EngineKind.VALORA,
            1,
            Averaging.everyBatches(10),
            OPTIMIZER,
            new EarlyStoppingConfig(true, MonitoredMetric.RMSE, 1, 0));
    RowTraining training =
        new RowTraining(
                new TrainingSplits(scaled(train, scale), scaled(heldOut, scale)),
                RowLayout.RATINGS,
                NETWORK.network(new Vocabularies(users, items), List.of(), OPTIMIZER),
                List.of(),
                0,
                Negatives.NONE,
                MeasuredNetwork.SEED,
                Optional.empty())
            .withLabels(scale);
    Reached reached = new Reached(from, Double.parseDouble(args[4]));
    new RowTrainer(config).train(training, reached);
    print(reached.seconds, reached.rmse);
  }

  private static Dataset<Row> scaled(Dataset<Row> rows, Standardization scale) {
    return rows.withColumn(
        RATING, col(RATING).divide(scale.standardDeviation()).cast(DataTypes.FloatType));
  }

  private static void print(double seconds, double rmse) {
    System.out.printf("seconds %.2f%n", seconds);
    System.out.printf("rmse %.5f%n", rmse);
  }

  /** The first epoch that reaches a goal. */
  private static final class Reached implements TrainingListener {
    private final long from;
    private final double goal;
    private double seconds = NEVER;
    private double rmse = Double.POSITIVE_INFINITY;

    Reached(long from, double goal) {
      this.from = from;
      this.goal = goal;
    }

    @Override
    public void finished(EpochRecord epoch, int plannedEpochs) {
      if (rmse > goal) {
        rmse = epoch.validation().metric();
        seconds = rmse <= goal ? (System.nanoTime() - from) / 1e9 : NEVER;
      }
    }
  }
}
