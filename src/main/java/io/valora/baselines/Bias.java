package io.valora.baselines;

import static io.valora.schema.Columns.ITEM_INDEX;
import static io.valora.schema.Columns.PREDICTION;
import static io.valora.schema.Columns.USER_INDEX;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.udf;

import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.storage.StorageLevel;

/**
 * Predicts {@code mean + user effect + item effect}, with
 *
 * <pre>
 * item effect = sum(rating - mean - user effect) / (item-regularization + ratings of the item)
 * user effect = sum(rating - mean - item effect) / (user-regularization + ratings of the user)
 * </pre>
 *
 * computed in turns, items first, from user effects of 0 (Koren: Factor in the Neighbors, TKDD
 * 4(1), 2010, section 2.1). The effect of an unknown user or item is 0.
 */
public record Bias(BiasConfig config) implements Baseline {
  public static final String NAME = "bias";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public FittedBaseline fit(Dataset<Row> train) {
    JavaRDD<RatingBlock> blocks = RatingBlock.of(train).persist(StorageLevel.MEMORY_AND_DISK());
    try {
      RatingBlock.Summary summary =
          blocks.treeAggregate(
              new RatingBlock.Summary(), RatingBlock.Summary::add, RatingBlock.Summary::merge);
      if (summary.rows() == 0) {
        throw TrainMean.noRows();
      }
      BiasEffects effects = BiasEffects.fit(blocks, summary, config);
      return new Fitted(JavaSparkContext.fromSparkContext(blocks.context()).broadcast(effects));
    } finally {
      blocks.unpersist(false);
    }
  }

  private record Fitted(Broadcast<BiasEffects> effects) implements FittedBaseline {
    @Override
    public Dataset<Row> predict(Dataset<Row> encoded) {
      Broadcast<BiasEffects> sent = effects;
      UDF2<Integer, Integer, Double> prediction = (user, item) -> sent.value().of(user, item);
      return encoded.withColumn(
          PREDICTION,
          udf(prediction, DataTypes.DoubleType)
              .asNonNullable()
              .apply(col(USER_INDEX), col(ITEM_INDEX)));
    }

    @Override
    public void close() {
      effects.destroy();
    }
  }
}
