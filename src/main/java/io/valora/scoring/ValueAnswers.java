package io.valora.scoring;

import static io.valora.schema.Columns.PREDICTION;

import io.valora.model.Model;
import java.util.List;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;

/** The predicted value. */
record ValueAnswers() implements RowAnswers {
  @Override
  public List<StructField> fields() {
    return List.of(DataTypes.createStructField(PREDICTION, DataTypes.DoubleType, false));
  }

  @Override
  public List<Object[]> to(Object[] inputs, Model model) {
    return List.<Object[]>of(new Object[] {model.predict(inputs).value()});
  }
}
