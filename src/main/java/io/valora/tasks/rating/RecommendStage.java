package io.valora.tasks.rating;

import static io.valora.schema.Columns.ITEM;
import static io.valora.schema.Columns.ITEM_INDEX;
import static io.valora.schema.Columns.PREDICTION;
import static io.valora.schema.Columns.RANK;
import static io.valora.schema.Columns.RATING;
import static io.valora.schema.Columns.SCORE;
import static io.valora.schema.Columns.USER;
import static io.valora.schema.Columns.USER_INDEX;
import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.valora.features.fit.RatingEncoder;
import io.valora.features.fit.Vocabulary;
import io.valora.job.StageContext;
import io.valora.job.StageResult;
import io.valora.job.StageWork;
import io.valora.model.Range;
import io.valora.model.reference.ListReference;
import io.valora.models.ModelFolder;
import io.valora.models.PairModel;
import io.valora.models.PopularityBands;
import io.valora.prediction.Audience;
import io.valora.prediction.PairPredictions;
import io.valora.prediction.PopularItems;
import io.valora.prediction.RatedItems;
import io.valora.prediction.RecommendConfig;
import io.valora.prediction.TopNRecommender;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The best items of every user as Parquet and CSV, and the popular ones for users whom train
 * doesn't know.
 */
public final class RecommendStage implements StageWork {
  static final String TOP_N = "top-n";
  static final String POPULAR = "popular";
  private static final String CSV = "csv";
  private static final int SHOWN = 5;
  private static final int FIRST_BAND = 3;

  private static final StructType POPULAR_INDICES =
      new StructType()
          .add(RANK, DataTypes.IntegerType, false)
          .add(ITEM_INDEX, DataTypes.IntegerType, false);

  @Override
  public StageResult run(StageContext context) {
    RatingModel model = RatingModel.read(context.spark(), context.storage(), context.folder());
    Dataset<Row> train = model.encoder().encode(context.split("train")).cache();
    Dataset<Row> rated =
        train
            .union(model.encoder().encode(context.split("validation")))
            .union(model.encoder().encode(context.split("test")));
    PopularItems popular = PopularItems.of(train, model.encoder().items().size());
    RecommendConfig config = context.taskConfig(RatingConfig.class).recommend();
    Dataset<Row> ranked =
        popularRows(
            context.spark(), model, train, popular.best(config.topN() + PairModel.POPULAR_BEYOND));
    writePopular(context, ranked.where(col(RANK).leq(config.topN())));
    write(context, known(context, model, rated, popular).union(newcomers(rated, ranked, config)));
    StageResult result = result(context, model, train);
    train.unpersist();
    return result;
  }

  private static Dataset<Row> known(
      StageContext context, RatingModel model, Dataset<Row> rated, PopularItems popular) {
    RatingEncoder encoder = model.encoder();
    Dataset<Row> users = encoder.users().entries().select(col("index").as(USER_INDEX));
    Dataset<Row> lists =
        stars(
            model,
            new TopNRecommender(
                    model.listScorers(),
                    popular,
                    context.taskConfig(RatingConfig.class).recommend())
                .listsFor(new Audience(users, rated))
                .rows());
    Dataset<Row> named = encoder.users().restore(lists, USER_INDEX, USER);
    return encoder
        .items()
        .restore(named, ITEM_INDEX, ITEM)
        .select(col(USER), col(RANK), col(ITEM), col(SCORE).cast("double"));
  }

  /** With the predicted stars in the range of train as the score; lists keep their order. */
  private static Dataset<Row> stars(RatingModel model, Dataset<Row> lists) {
    Range stars = model.stars();
    Dataset<Row> predicted =
        model.ranking().isEmpty()
            ? lists.withColumn(PREDICTION, col(SCORE))
            : new PairPredictions(model.scorers()).of(lists);
    Column shown = least(greatest(col(PREDICTION), lit(stars.low())), lit(stars.high()));
    return predicted.withColumn(SCORE, shown).drop(PREDICTION);
  }

  /** Users whom only validation or test have: the popular items that they haven't rated. */
  private static Dataset<Row> newcomers(
      Dataset<Row> rated, Dataset<Row> ranked, RecommendConfig config) {
    Dataset<Row> theirs =
        rated.where(col(USER_INDEX).equalTo(Vocabulary.UNKNOWN)).select(USER, ITEM);
    Dataset<Row> offered = theirs.select(USER).distinct().crossJoin(ranked);
    Dataset<Row> left =
        config.rated() == RatedItems.EXCLUDED
            ? offered.join(theirs, new String[] {USER, ITEM}, "left_anti")
            : offered;
    return left.withColumn(RANK, row_number().over(Window.partitionBy(USER).orderBy(RANK)))
        .where(col(RANK).leq(config.topN()))
        .select(USER, RANK, ITEM, SCORE);
  }

  private static void write(StageContext context, Dataset<Row> lists) {
    String topN = context.folder().recommendations(TOP_N);
    lists
        .repartition(col(USER)) // a global sort would score everything twice, to find its ranges
        .sortWithinPartitions(USER, RANK)
        .write()
        .mode(SaveMode.Overwrite)
        .parquet(topN);
    context
        .spark()
        .read()
        .parquet(topN)
        .write()
        .mode(SaveMode.Overwrite)
        .option("header", "true")
        .csv(context.folder().recommendations(CSV));
  }

  /** {@code rank}, {@code item} and as {@code score} the item's mean stars in train. */
  private static Dataset<Row> popularRows(
      SparkSession spark, RatingModel model, Dataset<Row> train, int[] best) {
    List<Row> ranks = new ArrayList<>();
    for (int item : best) {
      ranks.add(RowFactory.create(ranks.size() + 1, item));
    }
    Dataset<Row> means = train.groupBy(ITEM_INDEX).agg(avg(RATING).as(SCORE));
    Dataset<Row> scored = spark.createDataFrame(ranks, POPULAR_INDICES).join(means, ITEM_INDEX);
    return model.encoder().items().restore(scored, ITEM_INDEX, ITEM).select(RANK, ITEM, SCORE);
  }

  private static void writePopular(StageContext context, Dataset<Row> popular) {
    popular
        .coalesce(1)
        .sort(RANK)
        .write()
        .mode(SaveMode.Overwrite)
        .parquet(context.folder().recommendations(POPULAR));
  }

  private static StageResult result(StageContext context, RatingModel model, Dataset<Row> train) {
    Dataset<Row> topN = context.spark().read().parquet(context.folder().recommendations(TOP_N));
    Row counts = counts(context, topN);
    writeReference(context, counts, model.encoder().items().size());
    ObjectNode metrics = (ObjectNode) context.record().metrics();
    metrics.remove("example");
    exampleUser(topN, train).ifPresent(user -> addExample(metrics, user, topN));
    return new StageResult(
        context.record().withMetrics(metrics),
        "%,d recommendations for %,d users".formatted(counts.getLong(0), counts.getLong(1)));
  }

  /** Rows, users and different items of the lists, then the rows in each band of popularity. */
  private static Row counts(StageContext context, Dataset<Row> topN) {
    String popular = context.folder().model("popular.json");
    PopularityBands bands =
        new PopularityBands(
            io.valora.models.PopularItems.fromJson(popular, context.storage().readText(popular)));
    UDF1<String, String> band = item -> bands.band(item, 1);
    Column found = udf(band, DataTypes.StringType).apply(col(ITEM));
    List<Column> counts = new ArrayList<>(List.of(countDistinct(USER), countDistinct(ITEM)));
    PopularityBands.NAMES.forEach(name -> counts.add(count(when(found.equalTo(name), lit(1)))));
    return topN.agg(count(lit(1)), counts.toArray(Column[]::new)).first();
  }

  private static void writeReference(StageContext context, Row counts, long items) {
    List<Long> bands = new ArrayList<>();
    for (int at = FIRST_BAND; at < counts.size(); at++) {
      bands.add(counts.getLong(at));
    }
    new ModelFolder(context.storage(), context.folder())
        .write(new ListReference(counts.getLong(1), bands, counts.getLong(2), items));
  }

  /**
   * Of the users with the longest lists the one with most ratings in train, to show at the end of a
   * run.
   */
  private static Optional<String> exampleUser(Dataset<Row> topN, Dataset<Row> train) {
    Dataset<Row> listed =
        topN.where(col(RANK).leq(SHOWN)).groupBy(USER).agg(count(lit(1)).as("listed"));
    return train
        .groupBy(USER)
        .agg(count(lit(1)).as("ratings"))
        .join(listed, USER)
        .orderBy(col("listed").desc(), col("ratings").desc(), col(USER))
        .limit(1)
        .collectAsList()
        .stream()
        .map(row -> row.<String>getAs(USER))
        .findFirst();
  }

  private static void addExample(ObjectNode metrics, String user, Dataset<Row> topN) {
    ArrayNode top = metrics.putObject("example").put("user", user).putArray("top");
    Dataset<Row> shown = topN.where(col(USER).equalTo(user).and(col(RANK).leq(SHOWN)));
    for (Row row : shown.orderBy(RANK).collectAsList()) {
      top.addObject().put("item", row.<String>getAs(ITEM)).put("score", row.<Double>getAs(SCORE));
    }
  }
}
