package io.valora.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.valora.job.Stage;
import io.valora.storage.RunFolder;
import io.valora.testing.LocalSpark;
import io.valora.training.EpochMetrics;
import io.valora.training.EpochRecord;
import org.apache.spark.SparkContext;
import org.junit.jupiter.api.Test;

class SparkViewTest {
  private final SparkContext spark = LocalSpark.session().sparkContext();

  @Test
  void jobsSayWhichEpochAndAveragingTheyAreOf() {
    SparkView view = new SparkView(spark, new RunFolder("root", "ratings", "r1"));

    view.stageStarted(Stage.TRAIN);
    assertThat(spark.getLocalProperty("spark.jobGroup.id")).isEqualTo("ratings r1 train");
    assertThat(description()).isEqualTo(Stage.TRAIN.description());

    view.averaged(1, 2, 1, 3);
    assertThat(description()).isEqualTo("Epoch 1 of 2, averaging 2 of 3");
    view.averaged(1, 2, 3, 3);
    assertThat(description()).isEqualTo("Epoch 1 of 2, measured");
    view.epochFinished(epoch(1), 2);
    assertThat(description()).isEqualTo("Epoch 2 of 2");
    view.epochFinished(epoch(2), 2);
    assertThat(description()).isEqualTo("After 2 epochs");
    view.runEnded(null);
    assertThat(description()).isNull();
  }

  private String description() {
    return spark.getLocalProperty("spark.job.description");
  }

  private static EpochRecord epoch(int number) {
    return new EpochRecord(number, new EpochMetrics(0, 0), new EpochMetrics(0, 0), 1, 1);
  }
}
