package io.valora.scoring;

import static io.valora.schema.Columns.PREDICTION;

import io.valora.model.Model;
import io.valora.models.PairModel;
import java.util.List;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;

/** The predicted stars of a pair, and its two ids as train knows them or doesn't. */
record PairAnswers() implements RowAnswers {
  @Override
  public List<StructField> fields() {
    return List.of(
        DataTypes.createStructField(PREDICTION, DataTypes.DoubleType, false),
        DataTypes.createStructField("user_known", DataTypes.BooleanType, false),
        DataTypes.createStructField("item_known", DataTypes.BooleanType, false));
  }

  @Override
  public List<Object[]> to(Object[] inputs, Model model) {
    PairModel pairs = (PairModel) model;
    return List.<Object[]>of(
        new Object[] {
          pairs.predict(inputs).value(),
          inputs[0] != null && pairs.knowsUser(inputs[0].toString()),
          inputs[1] != null && pairs.knowsItem(inputs[1].toString())
        });
  }
}
