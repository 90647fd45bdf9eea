package io.valora.tasks.rating;

import static io.valora.schema.Columns.ITEM;
import static io.valora.schema.Columns.RATING;
import static io.valora.schema.Columns.USER;
import static io.valora.schema.Columns.USER_INDEX;
import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_json;
import static org.apache.spark.sql.functions.transform;

import io.valora.features.fit.Vocabulary;
import io.valora.models.RatedFolder;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.types.DataTypes;

/** Writes what users rated, in all splits, as the lines that {@link RatedFolder} reads. */
final class RatedRows {
  private static final String LOSS = "loss";

  private RatedRows() {}

  /**
   * @param rated {@code user}, {@code item}, {@code rating}
   * @param users that train knows
   */
  static void write(Dataset<Row> rated, Vocabulary users, String folder) {
    Column bucket = floor(col(USER_INDEX).divide(RatedFolder.USERS_OF_BUCKET));
    Column line = to_json(struct(col(RatedFolder.USER), col(RatedFolder.RATED)));
    lists(rated, users)
        .withColumn(RatedFolder.BUCKET, bucket.cast(DataTypes.IntegerType))
        .repartition(col(RatedFolder.BUCKET))
        .sortWithinPartitions(col(RatedFolder.BUCKET), col(USER_INDEX), col(RatedFolder.USER))
        .select(line.as("value"), col(RatedFolder.BUCKET))
        .write()
        .mode(SaveMode.Overwrite)
        .partitionBy(RatedFolder.BUCKET)
        .text(folder);
  }

  /** One row a user: {@code user_index}, {@code user} and {@code rated}, highest stars first. */
  private static Dataset<Row> lists(Dataset<Row> rated, Vocabulary users) {
    Column user = col(USER).cast(DataTypes.StringType).as(RatedFolder.USER);
    Column item = col(ITEM).cast(DataTypes.StringType).as(RatedFolder.ITEM);
    Column loss = lit(0.0).minus(col(RATING).cast(DataTypes.DoubleType)).as(LOSS);
    Dataset<Row> named =
        rated
            .where(col(USER).isNotNull().and(col(ITEM).isNotNull()))
            .select(user, struct(loss, item).as(RatedFolder.RATED));
    Column sorted = array_sort(collect_list(RatedFolder.RATED));
    return users
        .index(named, RatedFolder.USER, USER_INDEX)
        .groupBy(USER_INDEX, RatedFolder.USER)
        .agg(transform(sorted, RatedRows::withStars).as(RatedFolder.RATED));
  }

  private static Column withStars(Column rated) {
    Column stars = lit(0.0).minus(rated.getField(LOSS));
    return struct(rated.getField(RatedFolder.ITEM), stars.as(RatedFolder.STARS));
  }
}
