package io.valora.tasks.regression;

import static org.assertj.core.api.Assertions.assertThat;

import io.valora.config.ConfigSection;
import io.valora.config.JobText;
import io.valora.config.Problems;
import io.valora.job.JobConfig;
import io.valora.tasks.Tasks;
import io.valora.testing.LocalSpark;
import io.valora.training.TrainingListener;
import io.valora.training.TrainingResult;
import io.valora.training.TrainingSplits;
import io.valora.training.loop.RowTrainer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Training with all defaults on one linear table whose target has different units. */
class TargetUnitTest {
  private static final double NOISE = 0.1;
  private static final String JOB =
      """
      job: units
      task: regression
      target: price
      ingest:
        source: units.csv
        columns:
          - {name: tiny, type: double}
          - {name: huge, type: double}
          - {name: town, type: string}
          - {name: price, type: double}
      training: {epochs: 4}
      """;
  private static final StructType ROWS =
      new StructType()
          .add("tiny", DataTypes.DoubleType)
          .add("huge", DataTypes.DoubleType)
          .add("town", DataTypes.StringType)
          .add("price", DataTypes.DoubleType)
          .add("row_key", DataTypes.LongType, false);

  @Test
  void theUnitOfTheTargetChangesNothingButTheUnitOfTheErrors() {
    TrainingResult one = trained(1);
    TrainingResult large = trained(0x1p30);
    TrainingResult small = trained(0x1p-20);

    assertThat(one.best().validation().metric()).isCloseTo(NOISE, Offset.offset(NOISE / 3));
    assertThat(one.best().validation().loss())
        .isCloseTo(Math.pow(one.best().validation().metric(), 2), Offset.offset(1e-6));
    assertThat(one.history().get(0).epoch()).as("the line itself is measured").isZero();
    assertThat(large.network().parameters()).isEqualTo(one.network().parameters());
    assertThat(small.network().parameters()).isEqualTo(one.network().parameters());
    assertThat(large.best().validation().metric() / 0x1p30)
        .isEqualTo(one.best().validation().metric());
  }

  private static TrainingResult trained(double unit) {
    JobConfig job =
        JobConfig.from(
            Tasks.ALL,
            new ConfigSection(JobText.parse("units.yaml", JOB), new Problems("units.yaml")));
    RegressionFeatures features =
        new RegressionFit(job.taskConfig(RegressionConfig.class).features())
            .fit(new TrainingSplits(rows(1, 200, unit), rows(2, 60, unit)));
    return new RowTrainer(job.training()).train(features.training(job), TrainingListener.SILENT);
  }

  private static Dataset<Row> rows(long seed, int count, double unit) {
    Random random = new Random(seed);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double tiny = random.nextGaussian();
      double huge = random.nextGaussian();
      int town = random.nextInt(3);
      double price = 5 + tiny - 2 * huge + town + NOISE * random.nextGaussian();
      rows.add(
          RowFactory.create(1e-6 * tiny, 1e9 * huge, "t" + town, unit * price, random.nextLong()));
    }
    return LocalSpark.session().createDataFrame(rows, ROWS).coalesce(1);
  }
}
