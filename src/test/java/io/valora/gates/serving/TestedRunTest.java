package io.valora.gates.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.valora.gates.GateVerdict;
import io.valora.model.GoldenRow;
import io.valora.registry.StoredRun;
import io.valora.storage.RunFolder;
import io.valora.testing.LocalSpark;
import io.valora.testing.scoring.TinyRuns;
import io.valora.testing.serving.CheckedRun;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Predictions of 40 test rows, whose errors are 2, beside 100 rows of train, whose errors are 1.
 */
class TestedRunTest {
  private static final int TEST = 40;
  private static final int TRAIN = 100;

  @TempDir private Path root;
  private RunFolder run;

  @BeforeEach
  void write() {
    run = new TinyRuns(root).sales();
    rows(run.split("test"), 0, TEST);
    predictions(0, TEST, 2);
  }

  @Test
  void theMetricOfTheTestRowsPasses() {
    TestedRun tested = tested(2);
    assertThat(tested.metric().verdict()).isEqualTo(GateVerdict.PASSED);
    assertThat(tested.metric().sentence())
        .isEqualTo("rmse 2.0000 was recorded, the predictions of the 40 test rows give 2.0000");
    assertThat(tested.rows())
        .hasSize(3)
        .contains(
            new GoldenRow(Map.of("amount", "0.0"), 2),
            new GoldenRow(Map.of("amount", "1.0", "branch", "NORTH"), 3));
  }

  @Test
  void theClassesAreThoseOfTheEvaluation() {
    CheckedRun.STORAGE.write(
        run.metricsJson(),
        """
        {"threshold": 3, "classes": {"negative": "bad", "positive": "good"}}
        """);
    assertThat(tested(2).rows())
        .extracting(GoldenRow::value, GoldenRow::label)
        .contains(tuple(2.0, "bad"), tuple(3.0, ""), tuple(4.0, "good"));
  }

  @Test
  void aMetricOfTrainBesidePredictionsOfTestFails() {
    TestedRun tested = tested(1);
    assertThat(tested.metric().failed()).isTrue();
    assertThat(tested.metric().sentence())
        .isEqualTo("rmse 1.0000 was recorded, the predictions of the 40 test rows give 2.0000");
  }

  @Test
  void aMetricAndPredictionsOfTrainFail() {
    predictions(TEST, TRAIN, 1);
    assertThat(tested(1).metric().failed()).isTrue();
    assertThat(tested(1).metric().sentence())
        .isEqualTo("rmse 1.0000 was measured on 100 rows that aren't the 40 test rows");
    predictions(TEST, TEST, 1);
    assertThat(tested(1).metric().failed()).as("as many rows").isTrue();
  }

  @Test
  void withoutTestRowsItIsNotJudged() {
    CheckedRun.STORAGE.delete(run.split("test"));
    TestedRun tested = tested(2);
    assertThat(tested.metric().verdict()).isEqualTo(GateVerdict.NOT_JUDGED);
    assertThat(tested.metric().sentence()).isEqualTo("the run keeps no test rows");
    assertThat(tested.rows()).isEmpty();
  }

  private TestedRun tested(double recorded) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.putObject("metrics").putObject("test").put("rmse", recorded);
    return TestedRun.of(CheckedRun.STORAGE, new StoredRun(run, json), 3);
  }

  private static void rows(String folder, int first, int count) {
    List<Row> rows = new ArrayList<>();
    for (int i = first; i < first + count; i++) {
      rows.add(RowFactory.create((long) i, (double) i, i == 0 ? null : "NORTH"));
    }
    StructType schema =
        new StructType()
            .add("row_key", DataTypes.LongType)
            .add("amount", DataTypes.DoubleType)
            .add("branch", DataTypes.StringType);
    LocalSpark.session().createDataFrame(rows, schema).coalesce(1).write().parquet(folder);
  }

  /** Each answer is too high by the same. */
  private void predictions(int first, int count, double error) {
    List<Row> rows = new ArrayList<>();
    for (int i = first; i < first + count; i++) {
      rows.add(RowFactory.create((long) i, (float) i, i + error));
    }
    StructType schema =
        new StructType()
            .add("row_key", DataTypes.LongType)
            .add("label", DataTypes.FloatType)
            .add("prediction", DataTypes.DoubleType);
    LocalSpark.session()
        .createDataFrame(rows, schema)
        .write()
        .mode("overwrite")
        .parquet(run.evaluation("predictions"));
  }
}
