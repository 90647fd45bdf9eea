package io.valora.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.valora.job.JobConfig;
import io.valora.job.Stage;
import io.valora.lineage.RunOrigin;
import io.valora.lineage.RunRecord;
import io.valora.lineage.WarmStart;
import io.valora.storage.RunFolder;
import io.valora.storage.Storage;
import io.valora.tasks.Tasks;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WarmStartsTest {
  private static final WarmStart FIRST = new WarmStart("r1", "5e".repeat(32));

  @TempDir private Path root;
  private final Storage storage = new Storage(new Configuration());
  private final JobConfig champion = config("champion");

  @Test
  void whatAnAttemptChoseStaysUnlessTheJobSaysOtherwise() {
    RunFolder folder = new RunFolder(root.toString(), champion.job(), "r2");
    RunRecord begun = RunJournal.fresh(folder, champion, Instant.EPOCH);
    RunRecord chosen = begun.withOrigin(begun.origin().withWarmStart(Optional.of(FIRST)));
    RunRecord again = RunJournal.resumed(chosen, champion);
    assertThat(again.origin().warmStart()).contains(FIRST);
    assertThat(new WarmStarts(storage, folder, champion).of(again, Optional.of(chosen)))
        .isEqualTo(again);

    JobConfig none = config("none");
    RunRecord other = RunJournal.resumed(chosen, none);
    assertThat(new WarmStarts(storage, folder, none).of(other, Optional.of(chosen)).origin())
        .extracting(RunOrigin::warmStart)
        .isEqualTo(Optional.empty());
  }

  @Test
  void withoutAChampionTrainingBeginsUntrained() {
    RunFolder folder = new RunFolder(root.toString(), champion.job(), "r2");
    RunRecord begun = RunJournal.fresh(folder, champion, Instant.EPOCH);
    assertThat(new WarmStarts(storage, folder, champion).of(begun, Optional.empty()))
        .isEqualTo(begun);
  }

  @Test
  void theRunThatTrainingBeginsWithMattersToItAndAllLaterStages() {
    RunOrigin warm = RunOrigin.EMPTY.withWarmStart(Optional.of(FIRST));
    Map<Stage, String> before = StageFingerprints.of(storage, champion);
    Map<Stage, String> after = StageFingerprints.of(storage, champion, warm);
    for (Stage stage : champion.task().stages()) {
      assertThat(after.get(stage).equals(before.get(stage)))
          .isEqualTo(stage.compareTo(Stage.TRAIN) < 0);
    }
  }

  private JobConfig config(String warmStart) {
    return JobConfig.read(
        Tasks.ALL, storage, "jobs/ratings.yaml", List.of("training.warm-start=" + warmStart));
  }
}
