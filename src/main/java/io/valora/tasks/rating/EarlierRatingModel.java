package io.valora.tasks.rating;

import static io.valora.schema.Columns.ITEM;
import static io.valora.schema.Columns.RATING;
import static io.valora.schema.Columns.USER;
import static org.apache.spark.sql.functions.col;

import io.valora.features.fit.Vocabulary;
import io.valora.job.JobConfig;
import io.valora.models.Ids;
import io.valora.models.ItemStars;
import io.valora.models.PairModel;
import io.valora.networks.TrainedNetwork;
import io.valora.storage.RunFolder;
import io.valora.storage.Storage;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Models of format version 1, whose ids and ratings are Parquet. */
public final class EarlierRatingModel {
  private EarlierRatingModel() {}

  /**
   * The model; it has no golden rows of raw cells, and reads what users rated as long as the
   * session is open.
   *
   * @throws io.valora.base.JobException when the network no longer predicts what it did when it was
   *     written
   */
  public static PairModel read(
      SparkSession spark, Storage storage, RunFolder folder, JobConfig config) {
    RatingModel model = RatingModel.read(spark, storage, folder);
    PairModel.Networks networks =
        new PairModel.Networks(
            model.network().rowKernel(), model.ranking().map(TrainedNetwork::rowKernel));
    Dataset<Row> train = spark.read().parquet(folder.split("train"));
    return new PairModel.Builder(RatingModelWriter.signature(config, model.stars()), networks)
        .users(ids(model.encoder().users()))
        .items(ids(model.encoder().items()))
        .popular(RatingModelWriter.popular(model.encoder(), train))
        .rated((user, index) -> rated(spark, folder, user))
        .build();
  }

  private static Ids ids(Vocabulary vocabulary) {
    return Ids.of(vocabulary::ids);
  }

  private static List<ItemStars> rated(SparkSession spark, RunFolder folder, String user) {
    return spark
        .read()
        .parquet(folder.split("train"), folder.split("validation"), folder.split("test"))
        .where(col(USER).equalTo(user))
        .orderBy(col(RATING).desc(), col(ITEM))
        .select(col(ITEM).cast("string"), col(RATING).cast("double"))
        .collectAsList()
        .stream()
        .map(row -> new ItemStars(row.getString(0), row.getDouble(1)))
        .toList();
  }
}
