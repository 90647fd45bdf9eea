package io.valora.pipeline;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.valora.prediction.Audience;
import io.valora.prediction.PopularItems;
import io.valora.prediction.TopNRecommender;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The best items of every user as Parquet and CSV, and the popular ones for users whom train
 * doesn't know.
 */
final class RecommendStage implements StageWork {
  static final String TOP_N = "top-n";
  static final String POPULAR = "popular";
  private static final String CSV = "csv";
  private static final int SHOWN = 5;
  private static final StructType POPULAR_INDICES =
      new StructType()
          .add("rank", DataTypes.IntegerType, false)
          .add("item_index", DataTypes.IntegerType, false);

  @Override
  public StageResult run(StageContext context) {
    TrainedModel model = TrainedModel.read(context.spark(), context.storage(), context.folder());
    Dataset<Row> train = model.encoder().encode(context.part("train")).cache();
    Dataset<Row> rated =
        train
            .union(model.encoder().encode(context.part("validation")))
            .union(model.encoder().encode(context.part("test")));
    PopularItems popular = PopularItems.of(train, model.encoder().items().size());
    Dataset<Row> users = model.encoder().users().entries().select(col("index").as("user_index"));
    Dataset<Row> lists =
        new TopNRecommender(model.scorers(), popular, context.config().recommend())
            .listsFor(new Audience(users, rated))
            .rows();
    write(context, model, lists);
    writePopular(context, model, train, popular);
    StageResult result = result(context, model, train);
    train.unpersist();
    return result;
  }

  private static void write(StageContext context, TrainedModel model, Dataset<Row> lists) {
    Dataset<Row> named =
        model
            .encoder()
            .items()
            .restore(
                model.encoder().users().restore(lists, "user_index", "user"), "item_index", "item")
            .select("user", "rank", "item", "score");
    String topN = context.folder().recommendations(TOP_N);
    named.sort("user", "rank").write().mode(SaveMode.Overwrite).parquet(topN);
    context
        .spark()
        .read()
        .parquet(topN)
        .write()
        .mode(SaveMode.Overwrite)
        .option("header", "true")
        .csv(context.folder().recommendations(CSV));
  }

  /** One list for all unknown users; its score is the item's mean stars in train. */
  private static void writePopular(
      StageContext context, TrainedModel model, Dataset<Row> train, PopularItems popular) {
    List<Row> ranks = new ArrayList<>();
    for (int item : popular.best(context.config().recommend().topN())) {
      ranks.add(RowFactory.create(ranks.size() + 1, item));
    }
    Dataset<Row> means = train.groupBy("item_index").agg(avg("rating").as("score"));
    Dataset<Row> best =
        context.spark().createDataFrame(ranks, POPULAR_INDICES).join(means, "item_index");
    model
        .encoder()
        .items()
        .restore(best, "item_index", "item")
        .select("rank", "item", "score")
        .coalesce(1)
        .sort("rank")
        .write()
        .mode(SaveMode.Overwrite)
        .parquet(context.folder().recommendations(POPULAR));
  }

  private static StageResult result(StageContext context, TrainedModel model, Dataset<Row> train) {
    Dataset<Row> topN = context.spark().read().parquet(context.folder().recommendations(TOP_N));
    ObjectNode metrics = (ObjectNode) context.record().metrics();
    metrics.remove("example");
    exampleUser(topN, train).ifPresent(user -> addExample(metrics, user, topN));
    return new StageResult(
        context.record().withMetrics(metrics),
        "%,d recommendations for %,d users"
            .formatted(topN.count(), model.encoder().users().size()));
  }

  /**
   * Of the users with the longest lists the one with most ratings in train, to show at the end of a
   * run.
   */
  private static Optional<String> exampleUser(Dataset<Row> topN, Dataset<Row> train) {
    Dataset<Row> listed =
        topN.where(col("rank").leq(SHOWN)).groupBy("user").agg(count(lit(1)).as("listed"));
    return train
        .groupBy("user")
        .agg(count(lit(1)).as("ratings"))
        .join(listed, "user")
        .orderBy(col("listed").desc(), col("ratings").desc(), col("user"))
        .limit(1)
        .collectAsList()
        .stream()
        .map(row -> row.<String>getAs("user"))
        .findFirst();
  }

  private static void addExample(ObjectNode metrics, String user, Dataset<Row> topN) {
    ArrayNode top = metrics.putObject("example").put("user", user).putArray("top");
    Dataset<Row> shown = topN.where(col("user").equalTo(user).and(col("rank").leq(SHOWN)));
    for (Row row : shown.orderBy("rank").collectAsList()) {
      top.addObject()
          .put("item", row.<String>getAs("item"))
          .put("score", row.<Float>getAs("score"));
    }
  }
}
