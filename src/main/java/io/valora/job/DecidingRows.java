package io.valora.job;

import static io.valora.schema.Columns.ROW_KEY;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.valora.evaluation.DecidingRow;
import io.valora.evaluation.RowKeys;
import io.valora.evaluation.regression.RegressionMetrics;
import io.valora.gates.DataRules;
import io.valora.gates.DefaultGates;
import io.valora.gates.GateResult;
import io.valora.gates.GatesConfig;
import io.valora.gates.ValueRule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Finds the rows that count most in what the rules of a run found: {@code gates.examples} of a
 * rule.
 */
public final class DecidingRows {
  private static final String OTHER = "other_prediction";
  private static final RowKeys QUARANTINED =
      new RowKeys(List.of("file", "line", "column", "value", "reason"));
  private static final List<String> OF_THE_MODEL =
      List.of(DefaultGates.FINITE, DefaultGates.VARIED, DefaultGates.BOTH_CLASSES);

  private final StageContext context;
  private final GatesConfig gates;
  private final Map<String, List<DecidingRow>> known = new ConcurrentHashMap<>();

  public DecidingRows(StageContext context) {
    this.context = context;
    this.gates = context.config().gates();
  }

  /** At most so many rows of a rule. */
  public int most() {
    return gates.examples();
  }

  /** Rows that a task found for a rule. */
  public void put(String rule, List<DecidingRow> rows) {
    known.put(rule, rows);
  }

  /**
   * Compares a baseline row by row with the network, if the network is to beat it.
   *
   * @param answers rows with {@code row_key} and the baseline's prediction
   * @param predicted waits for the network's predictions
   */
  public void compare(String baseline, Dataset<Row> answers, Supplier<PredictedRows> predicted) {
    if (!gates.beats().contains(baseline) || most() == 0) {
      return;
    }
    PredictedRows network = predicted.get();
    Dataset<Row> others =
        answers.select(col(ROW_KEY), RegressionMetrics.number(network.prediction()).as(OTHER));
    put(
        GatesConfig.beats(baseline),
        find(
            network, network.rows().get().join(others, ROW_KEY), col(OTHER), network.mostBehind()));
  }

  private List<DecidingRow> find(
      PredictedRows predicted, Dataset<Row> rows, Column other, RowSearch search) {
    return RowSearch.find(predicted, rows, other, new RowSearch.Limited(List.of(search), most()))
        .get(0);
  }

  /** The same results with their rows. */
  List<GateResult> of(List<GateResult> results, PredictedRows predicted) {
    if (most() == 0) {
      return results;
    }
    search(results, predicted);
    return results.stream()
        .map(one -> known.containsKey(one.rule()) ? one.with(known.get(one.rule())) : one)
        .toList();
  }

  private void search(List<GateResult> results, PredictedRows predicted) {
    Map<String, RowSearch> searches = new LinkedHashMap<>();
    for (GateResult result : results) {
      searchOf(result, predicted).ifPresent(search -> searches.put(result.rule(), search));
      if (result.rule().equals(DataRules.QUARANTINED)) {
        put(result.rule(), quarantined());
      }
    }
    if (searches.isEmpty()) {
      return;
    }
    List<List<DecidingRow>> found =
        RowSearch.find(
            predicted,
            predicted.rows().get(),
            lit(predicted.simplest()),
            new RowSearch.Limited(List.copyOf(searches.values()), most()));
    List<String> rules = List.copyOf(searches.keySet());
    for (int i = 0; i < rules.size(); i++) {
      put(rules.get(i), found.get(i));
    }
  }

  /** A run that passes the rules of every run needs no pass for them. */
  private Optional<RowSearch> searchOf(GateResult result, PredictedRows predicted) {
    if (result.failed() && OF_THE_MODEL.contains(result.rule())) {
      return Optional.of(predicted.most(result.metric(), lit(true)));
    }
    if (result.failed() && result.rule().equals(DefaultGates.NO_WORSE)) {
      return Optional.of(predicted.mostBehind());
    }
    return gates.values().stream()
        .filter(rule -> rule.name().equals(result.rule()))
        .findFirst()
        .map(rule -> predicted.most(rule.metric(), among(rule, predicted)));
  }

  private static Column among(ValueRule rule, PredictedRows predicted) {
    return rule.slice().map(predicted.slices()::get).orElse(lit(true));
  }

  private List<DecidingRow> quarantined() {
    StructType lines = new StructType().add("line", DataTypes.LongType).add("text", "string");
    for (String name : List.of("file", "column", "value", "reason")) {
      lines = lines.add(name, DataTypes.StringType);
    }
    List<DecidingRow> rows = new ArrayList<>();
    context
        .spark()
        .read()
        .schema(lines)
        .json(context.folder().quarantine())
        .orderBy("file", "line", "text")
        .limit(most())
        .select(QUARANTINED.column())
        .collectAsList()
        .forEach(row -> rows.add(DecidingRow.of(QUARANTINED.of(row.getStruct(0)))));
    return rows;
  }
}
