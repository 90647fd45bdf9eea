package io.valora.baselines;

import static io.valora.schema.Columns.ITEM_INDEX;
import static io.valora.schema.Columns.PREDICTION;
import static io.valora.schema.Columns.RATING;
import static io.valora.schema.Columns.USER_INDEX;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;

import io.valora.evaluation.ExactColumns;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;

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

  private static final Effect USER = new Effect(USER_INDEX, "user_effect");
  private static final Effect ITEM = new Effect(ITEM_INDEX, "item_effect");

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public FittedBaseline fit(Dataset<Row> train) {
    double mean = TrainMean.of(train);
    Column beyondMean = col(RATING).cast(DataTypes.DoubleType).minus(lit(mean));
    Dataset<Row> users = null;
    Dataset<Row> items = null;
    for (int round = 0; round < config.rounds(); round++) {
      Dataset<Row> knowing = users == null ? USER.none(train) : USER.join(train, users);
      items = ITEM.fit(knowing, beyondMean.minus(USER.value()), config.itemRegularization());
      users =
          USER.fit(
              ITEM.join(train, items), beyondMean.minus(ITEM.value()), config.userRegularization());
    }
    return new Fitted(mean, users.persist(), items.persist());
  }

  private record Fitted(double mean, Dataset<Row> users, Dataset<Row> items)
      implements FittedBaseline {
    @Override
    public Dataset<Row> predict(Dataset<Row> encoded) {
      return ITEM.join(USER.join(encoded, users), items)
          .withColumn(PREDICTION, lit(mean).plus(USER.value()).plus(ITEM.value()))
          .drop(USER.column(), ITEM.column());
    }

    @Override
    public void close() {
      List.of(users, items).forEach(Dataset::unpersist);
    }
  }

  /** A table of one number per index, above 0. */
  private record Effect(String index, String column) {
    Column value() {
      return coalesce(col(column), lit(0.0));
    }

    Dataset<Row> none(Dataset<Row> rows) {
      return rows.withColumn(column, lit(0.0));
    }

    Dataset<Row> join(Dataset<Row> rows, Dataset<Row> effects) {
      return rows.join(effects, new String[] {index}, "left");
    }

    Dataset<Row> fit(Dataset<Row> rows, Column residual, double regularization) {
      Column shrunkMean =
          ExactColumns.exactSum(residual).divide(count(lit(1)).plus(lit(regularization)));
      return rows.filter(col(index).gt(0)).groupBy(index).agg(shrunkMean.as(column));
    }
  }
}
