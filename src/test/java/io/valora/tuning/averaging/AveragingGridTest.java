package io.valora.tuning.averaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.valora.config.ConfigSection;
import io.valora.config.JobText;
import io.valora.config.Problems;
import io.valora.training.Averaging;
import io.valora.training.AveragingUnit;
import io.valora.training.TrainingConfig;
import io.valora.tuning.averaging.GridPoint.Unit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class AveragingGridTest {
  private static final long ROWS = 1_000_000;

  @Test
  void oneShardIsTrainedOnceAndEveryOtherNumberWithEveryFrequency() {
    assertThat(AveragingGrid.of(request(List.of(4, 2, 1, 2)), job("{}"), ROWS))
        .containsExactly(
            GridPoint.REFERENCE,
            batches(2, 1),
            batches(2, 10),
            batches(2, 100),
            batches(4, 1),
            batches(4, 10),
            batches(4, 100));
  }

  @Test
  void referenceIsTrainedUnasked() {
    assertThat(AveragingGrid.of(request(List.of(2), 5), job("{}"), ROWS))
        .containsExactly(GridPoint.REFERENCE, batches(2, 5));
  }

  @Test
  void ofFrequenciesThatAverageOnceAnEpochOneIsLeft() {
    assertThat(
            AveragingGrid.of(
                request(List.of(2), 1000, 10, 500, 100), job("{batch-size: 64}"), 6400))
        .as("a shard has about 50 batches")
        .containsExactly(GridPoint.REFERENCE, batches(2, 10), batches(2, 100), batches(2, 500));
    assertThat(
            AveragingGrid.of(request(List.of(2)), job("{averaging-unit: epoch, epochs: 2}"), ROWS))
        .containsExactly(
            GridPoint.REFERENCE, new GridPoint(2, 1, Unit.EPOCH), new GridPoint(2, 2, Unit.EPOCH));
  }

  @Test
  void unitThatIsAskedForComesBeforeTheJobs() {
    AveragingRequest request =
        new AveragingRequest(
            List.of(2), List.of(3), Optional.of(Unit.EPOCH), OptionalInt.empty(), 0);

    assertThat(AveragingGrid.of(request, job("{}"), ROWS))
        .containsExactly(GridPoint.REFERENCE, new GridPoint(2, 3, Unit.EPOCH));
  }

  @Test
  void pointChangesShardsAndAveragingAlone() {
    TrainingConfig job = job("{epochs: 7, batch-size: 32, averaging-frequency: 60}");

    assertThat(AveragingGrid.training(job, new GridPoint(4, 2, Unit.EPOCH)))
        .isEqualTo(job.with(4, new Averaging(2, AveragingUnit.EPOCH)));
    assertThat(AveragingGrid.training(job, AveragingGrid.ofJob(job))).isEqualTo(job);
  }

  private static GridPoint batches(int shards, int frequency) {
    return new GridPoint(shards, frequency, Unit.BATCH);
  }

  private static AveragingRequest request(List<Integer> shards, Integer... frequencies) {
    return new AveragingRequest(
        shards, List.of(frequencies), Optional.empty(), OptionalInt.empty(), 0.005);
  }

  private static TrainingConfig job(String yaml) {
    Problems problems = new Problems("job.yaml");
    return TrainingConfig.from(new ConfigSection(JobText.parse("job.yaml", yaml), problems));
  }
}
