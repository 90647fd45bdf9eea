package io.valora.tasks.regression;

import static io.valora.schema.Columns.PREDICTION;
import static org.apache.spark.sql.functions.min;
import static org.assertj.core.api.Assertions.assertThat;

import io.valora.config.ConfigSection;
import io.valora.config.JobText;
import io.valora.config.Problems;
import io.valora.job.JobConfig;
import io.valora.model.Range;
import io.valora.networks.TrainedNetwork;
import io.valora.tasks.Tasks;
import io.valora.testing.LocalSpark;
import io.valora.training.TrainingListener;
import io.valora.training.TrainingSplits;
import io.valora.training.loop.RowTrainer;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

/** Predictions of a line that falls below 0, where counts are predicted and where anything is. */
class TargetRangeTest {
  private static final StructType ROWS =
      new StructType()
          .add("x", DataTypes.DoubleType)
          .add("rides", DataTypes.DoubleType)
          .add("row_key", DataTypes.LongType, false);

  @Test
  void countsAreNotPredictedBelowZero() {
    RegressionModel model = model("int", "{hidden: []}", 0);

    assertThat(model.output().range()).isEqualTo(Range.NON_NEGATIVE);
    assertThat(lowest(model)).isZero();
    assertThat(model.predict(new Object[] {-10.0})).isZero();
    assertThat(model.predict(new Object[] {10.0})).isGreaterThan(5);
    assertThat(model.portable(job("int", "{hidden: []}")).predict(new Object[] {-10.0}).value())
        .isZero();
  }

  @Test
  void otherTargetsMayBeOfAnySign() {
    assertThat(lowest(model("int", "{hidden: []}", -1))).as("train has some below 0").isNegative();
    assertThat(lowest(model("double", "{hidden: []}", 0))).as("no counts").isNegative();
    assertThat(lowest(model("int", "{hidden: [], output: any}", 0))).isNegative();
    assertThat(lowest(model("double", "{hidden: [], output: non-negative}", 0))).isZero();
  }

  private static double lowest(RegressionModel model) {
    return model.predict(rows(0)).agg(min(PREDICTION)).first().getDouble(0);
  }

  private static RegressionModel model(String type, String network, double floor) {
    JobConfig job = job(type, network);
    RegressionFeatures features =
        new RegressionFit(job.taskConfig(RegressionConfig.class).features())
            .fit(new TrainingSplits(rows(floor), rows(floor)));
    TrainedNetwork trained =
        new RowTrainer(job.training())
            .train(features.training(job), TrainingListener.SILENT)
            .network();
    return RegressionModel.of(job, features.encoder(), trained);
  }

  private static JobConfig job(String type, String network) {
    String job =
        """
        job: rides
        task: regression
        target: rides
        ingest:
          source: rides.csv
          columns:
            - {name: x, type: double}
            - {name: rides, type: %s}
        network: %s
        training: {epochs: 1}
        """
            .formatted(type, network);
    return JobConfig.from(
        Tasks.ALL, new ConfigSection(JobText.parse("rides.yaml", job), new Problems("rides.yaml")));
  }

  private static Dataset<Row> rows(double floor) {
    List<Row> rows = new ArrayList<>();
    for (int i = -100; i <= 100; i++) {
      rows.add(RowFactory.create(i / 10.0, Math.max(floor, i / 10), (long) i));
    }
    return LocalSpark.session().createDataFrame(rows, ROWS).coalesce(1);
  }
}
