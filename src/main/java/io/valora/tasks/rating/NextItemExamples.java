package io.valora.tasks.rating;

import static io.valora.schema.Columns.INDICES;
import static io.valora.schema.Columns.ITEM_INDEX;
import static io.valora.schema.Columns.LABEL;
import static io.valora.schema.Columns.ROW_KEY;
import static io.valora.schema.Columns.TIME;
import static io.valora.schema.Columns.USER_INDEX;
import static io.valora.schema.Columns.WEIGHTS;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.desc;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.udf;

import io.valora.features.fit.RatingEncoder;
import io.valora.features.fit.Vocabulary;
import io.valora.networks.RankingConfig;
import io.valora.training.RowLayout;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.apache.spark.sql.types.DataTypes;

/**
 * Examples for next-item prediction: a user, an item it chose, and its choices before, by time;
 * where ratings have no time, in an order without meaning.
 */
record NextItemExamples(RankingConfig config, RatingEncoder encoder) {
  private static final String RECENT = "recent";
  private static final String RECENT_WEIGHTS = "recent_weights";
  private static final String PART = "chosen_part";

  /** A user, an item that it chose, and what it had chosen before. */
  static final RowLayout LAYOUT =
      new RowLayout(
          LABEL,
          List.of(
              RowLayout.TableColumns.index(USER_INDEX),
              RowLayout.TableColumns.index(ITEM_INDEX),
              RowLayout.TableColumns.bag(RECENT, RECENT_WEIGHTS)),
          "");

  /**
   * The choices of {@code split}, {@code train} or {@code validation}, of known users and items.
   */
  Dataset<Row> rows(Dataset<Row> train, Dataset<Row> validation, String split) {
    Dataset<Row> both =
        train
            .withColumn(PART, lit("train"))
            .unionByName(validation.withColumn(PART, lit("validation")));
    WindowSpec before = byTime(both, false).rowsBetween(-config.history(), -1);
    Dataset<Row> chosen = known(both).withColumn(RECENT, collect_list(ITEM_INDEX).over(before));
    return weighted(chosen.where(col(PART).equalTo(split)))
        .withColumn(LABEL, lit(1f))
        .select(ROW_KEY, LAYOUT.columns().toArray(String[]::new));
  }

  /** For each user {@code id_index}, {@code indices} and {@code weights} of its last choices. */
  Dataset<Row> last(Dataset<Row> seen) {
    Dataset<Row> newest =
        known(seen)
            .withColumn("place", row_number().over(byTime(seen, true)))
            .where(col("place").leq(config.history()));
    WindowSpec oldestFirst =
        Window.partitionBy(USER_INDEX)
            .orderBy(desc("place"))
            .rowsBetween(Window.unboundedPreceding(), Window.currentRow());
    Dataset<Row> gathered =
        newest
            .withColumn(RECENT, collect_list(ITEM_INDEX).over(oldestFirst))
            .where(col("place").equalTo(1));
    return weighted(gathered)
        .select(
            col(USER_INDEX).as("id_index"),
            col(RECENT).as(INDICES),
            col(RECENT_WEIGHTS).as(WEIGHTS));
  }

  private Dataset<Row> known(Dataset<Row> rows) {
    return encoder
        .index(rows)
        .where(
            col(USER_INDEX)
                .notEqual(Vocabulary.UNKNOWN)
                .and(col(ITEM_INDEX).notEqual(Vocabulary.UNKNOWN)));
  }

  private static WindowSpec byTime(Dataset<Row> rows, boolean newestFirst) {
    boolean timed = List.of(rows.columns()).contains(TIME);
    Column time = timed ? col(TIME) : lit(0);
    WindowSpec users = Window.partitionBy(USER_INDEX);
    return newestFirst
        ? users.orderBy(time.desc(), col(ROW_KEY).desc())
        : users.orderBy(time.asc(), col(ROW_KEY).asc());
  }

  /** The newest stands last and weighs most; the weights of a bag have Euclidean length 1. */
  private Dataset<Row> weighted(Dataset<Row> rows) {
    double decay = config.decay();
    UDF1<Integer, float[]> weights = count -> weights(count, decay);
    return rows.withColumn(
        RECENT_WEIGHTS,
        udf(weights, DataTypes.createArrayType(DataTypes.FloatType, false))
            .apply(size(col(RECENT))));
  }

  private static float[] weights(int count, double decay) {
    float[] weights = new float[count];
    double squares = 0;
    for (int i = 0; i < count; i++) {
      weights[i] = (float) Math.pow(decay, count - 1 - i);
      squares += weights[i] * weights[i];
    }
    for (int i = 0; i < count; i++) {
      weights[i] /= (float) Math.sqrt(squares);
    }
    return weights;
  }
}
