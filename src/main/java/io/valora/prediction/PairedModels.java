package io.valora.prediction;

import static io.valora.schema.Columns.ROW_KEY;
import static org.apache.spark.sql.functions.col;

import io.valora.evaluation.DecidingRow;
import io.valora.evaluation.LargestLosses;
import io.valora.evaluation.PairedMetrics;
import io.valora.evaluation.PairedState;
import io.valora.evaluation.RowKeys;
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

  /**
   * Rows that both answer.
   *
   * @param truth the column of the true values; of labels, 0 or 1
   * @param keys that tell which row it is
   * @param most rows that are kept one by one
   */
  public record Answered(Dataset<Row> rows, String truth, RowKeys keys, int most) {}

  /**
   * @param rows on which the first model loses most to the second, largest difference first
   */
  public record Comparison(PairedMetrics metric, List<DecidingRow> rows) {}

  /** Mergeable accumulator of one pass. */
  private record State(PairedState sums, LargestLosses losses) implements Serializable {
    State merge(State other) {
      sums.merge(other.sums);
      losses.merge(other.losses);
      return this;
    }
  }

  /** Lead of the second model in a row. */
  private interface Lead extends Serializable {
    double of(double first, double second, double error);
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

  public Comparison rmse(Answered answered) {
    Part squared = (model, answer, real) -> (answer - real) * (answer - real);
    Lead lead = (first, second, error) -> first - second;
    State state = state(answered, squared, lead);
    return new Comparison(state.sums.roots(), state.losses.rows());
  }

  public Comparison accuracy(Answered answered) {
    Part right =
        (model, answer, label) ->
            (answer >= model.signature().output().threshold()) == (label == 1) ? 1 : 0;
    Lead lead = (first, second, error) -> (second - first) * error;
    State state = state(answered, right, lead);
    return new Comparison(state.sums.means(), state.losses.rows());
  }

  private State state(Answered answered, Part part, Lead lead) {
    Broadcast<SharedModel> one = first;
    Broadcast<SharedModel> two = second;
    RowKeys keys = answered.keys;
    return answered
        .rows
        .select(
            RegressionMetrics.number(answered.truth),
            inputs(first),
            inputs(second),
            col(ROW_KEY),
            keys.column())
        .toJavaRDD()
        .treeAggregate(
            new State(new PairedState(), new LargestLosses(answered.most)),
            (state, row) -> {
              double real = row.getDouble(0);
              double ours = answer(one.value().model(), row.getStruct(1));
              double theirs = answer(two.value().model(), row.getStruct(2));
              double ofOurs = part.of(one.value().model(), ours, real);
              double ofTheirs = part.of(two.value().model(), theirs, real);
              state.sums.add(ofOurs, ofTheirs);
              state.losses.add(
                  lead.of(ofOurs, ofTheirs, Math.abs(ours - real)),
                  row.getLong(3),
                  () -> new DecidingRow(keys.of(row.getStruct(4)), real, ours, theirs));
              return state;
            },
            State::merge);
  }

  private static List<String> names(Broadcast<SharedModel> model) {
    return model.value().model().signature().names();
  }

  private static Column inputs(Broadcast<SharedModel> model) {
    return functions.struct(names(model).stream().map(functions::col).toArray(Column[]::new));
  }

  private static double answer(Model model, Row inputs) {
    Object[] values = new Object[inputs.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = inputs.get(i) instanceof Timestamp time ? time.toInstant() : inputs.get(i);
    }
    return model.predict(values).value();
  }
}
