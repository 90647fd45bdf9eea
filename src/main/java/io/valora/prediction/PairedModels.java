package io.valora.prediction;

import io.valora.evaluation.PairedMetrics;
import io.valora.evaluation.PairedState;
import io.valora.evaluation.regression.RegressionMetrics;
import io.valora.model.Model;
import io.valora.storage.RunFolder;
import java.io.Serializable;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/** Two models' answers to the same rows, compared in one pass. */
public record PairedModels(Broadcast<SharedModel> first, Broadcast<SharedModel> second) {
  /** Summand of a mean, of one answer to a row. */
  private interface Part extends Serializable {
    double of(Model model, double answer, double truth);
  }

  /** Of two runs. */
  public static PairedModels of(SparkSession session, RunFolder first, RunFolder second) {
    return new PairedModels(SharedModel.of(session, first), SharedModel.of(session, second));
  }

  /** Inputs of either model that the rows lack. */
  public List<String> missing(Dataset<Row> rows) {
    List<String> names = new ArrayList<>(names(first));
    names.addAll(names(second));
    names.removeAll(List.of(rows.columns()));
    return names;
  }

  /**
   * @param truth the column of the true values
   */
  public PairedMetrics rmse(Dataset<Row> rows, String truth) {
    Part squared = (model, answer, real) -> (answer - real) * (answer - real);
    return state(rows, truth, squared).roots();
  }

  /**
   * @param truth the column of the labels, 0 or 1
   */
  public PairedMetrics accuracy(Dataset<Row> rows, String truth) {
    Part right =
        (model, answer, label) ->
            (answer >= model.signature().output().threshold()) == (label == 1) ? 1 : 0;
    return state(rows, truth, right).means();
  }

  private PairedState state(Dataset<Row> rows, String truth, Part part) {
    Broadcast<SharedModel> one = first;
    Broadcast<SharedModel> two = second;
    return rows.select(RegressionMetrics.number(truth), inputs(first), inputs(second))
        .toJavaRDD()
        .treeAggregate(
            new PairedState(),
            (state, row) -> {
              double real = row.getDouble(0);
              state.add(
                  part(part, one.value().model(), row.getStruct(1), real),
                  part(part, two.value().model(), row.getStruct(2), real));
              return state;
            },
            (state, other) -> {
              state.merge(other);
              return state;
            });
  }

  private static List<String> names(Broadcast<SharedModel> model) {
    return model.value().model().signature().names();
  }

  private static Column inputs(Broadcast<SharedModel> model) {
    return functions.struct(names(model).stream().map(functions::col).toArray(Column[]::new));
  }

  private static double part(Part part, Model model, Row inputs, double truth) {
    return part.of(model, answer(model, inputs), truth);
  }

  private static double answer(Model model, Row inputs) {
    Object[] values = new Object[inputs.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = inputs.get(i) instanceof Timestamp time ? time.toInstant() : inputs.get(i);
    }
    return model.predict(values).value();
  }
}
