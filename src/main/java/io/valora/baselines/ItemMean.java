package io.valora.baselines;

import static io.valora.schema.Columns.ITEM_INDEX;
import static io.valora.schema.Columns.PREDICTION;
import static io.valora.schema.Columns.RATING;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.valora.evaluation.ExactColumns;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Predicts the mean train rating of the item; the mean of all ratings where the train split has
 * none.
 */
public record ItemMean() implements Baseline {
  public static final String NAME = "item-mean";

  private static final String ITEM_MEAN = "item_mean";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public FittedBaseline fit(Dataset<Row> train) {
    Dataset<Row> means =
        train
            .filter(col(ITEM_INDEX).gt(0))
            .groupBy(ITEM_INDEX)
            .agg(ExactColumns.exactMean(col(RATING)).as(ITEM_MEAN));
    return new Fitted(TrainMean.of(train), means.persist());
  }

  private record Fitted(double mean, Dataset<Row> items) implements FittedBaseline {
    @Override
    public Dataset<Row> predict(Dataset<Row> encoded) {
      String[] item = {ITEM_INDEX};
      return encoded
          .join(items, item, "left")
          .withColumn(PREDICTION, coalesce(col(ITEM_MEAN), lit(mean)))
          .drop(ITEM_MEAN);
    }

    @Override
    public void close() {
      items.unpersist();
    }
  }
}
