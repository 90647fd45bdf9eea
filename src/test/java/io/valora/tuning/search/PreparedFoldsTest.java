package io.valora.tuning.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.valora.storage.Storage;
import io.valora.tasks.Tasks;
import io.valora.testing.FactorsJob;
import io.valora.testing.LocalSpark;
import io.valora.testing.tuning.SilentSearch;
import io.valora.testing.tuning.TunedJob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.commons.io.FileUtils;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** How often a search fits, of ratings with contexts. */
@TestInstance(Lifecycle.PER_CLASS)
class PreparedFoldsTest {
  @TempDir static Path folder;
  private static TunedJob job;
  private final Storage storage = new Storage(new Configuration());
  private final List<Integer> prepared = new CopyOnWriteArrayList<>();

  private final SilentSearch counting =
      new SilentSearch() {
        @Override
        public void prepared(int fold, double seconds) {
          prepared.add(fold);
        }
      };

  @BeforeAll
  void searchOnce() throws IOException {
    job = new TunedJob(folder);
    Files.writeString(
        folder.resolve("job.yaml"),
        FactorsJob.ofRatings(folder)
                .replace("{kind: leave-last-out}", "{kind: random}")
                .replace("epochs: 3", "epochs: 1")
            + """
            features:
              context: [{column: time, kinds: [day], of: item}]
            tuning: {folds: 2, space: {network.penalty: [0.1, 0.2, 0.3]}}
            """);
    assertThat(job.tune("root").code()).isZero();
  }

  private Leaderboard search(SearchPlan plan) {
    prepared.clear();
    return new Search(LocalSpark.session(), storage, Tasks.ALL, counting).run(plan);
  }

  @Test
  void settingsThatFitTheSameShareAFold() throws IOException {
    SearchPlan plan =
        fresh(
            "shared",
            "tuning.parallel-trials=2",
            "tuning.space={network.penalty: [0.1, 0.2, 0.3], features.unknown-dropout: [0, 0.1]}");

    assertThat(search(plan).done()).isEqualTo(12);
    assertThat(prepared).containsExactlyInAnyOrder(1, 2);
    assertThat(job.tuning("shared").resolve("prepared")).doesNotExist();
  }

  @Test
  void eachValueOfAFeatureIsFittedOnce() throws IOException {
    SearchPlan plan = fresh("features", "tuning.space={features.min-count: [1, 2]}");

    assertThat(search(plan).done()).isEqualTo(4);
    assertThat(prepared).containsExactly(1, 2, 1, 2);
  }

  @Test
  void preparationThatWasKilledIsNeverUsed() throws IOException {
    SearchPlan plan = fresh("killed");
    AtomicBoolean killed = new AtomicBoolean();
    Storage dying =
        storage.guardedBy(
            () -> {
              if (killed.get()) {
                throw new IllegalStateException("dead");
              }
            });
    SilentSearch killing =
        new SilentSearch() {
          @Override
          public void prepared(int fold, double seconds) {
            killed.set(true);
            throw new IllegalStateException("killed");
          }
        };
    Search first = new Search(LocalSpark.session(), dying, Tasks.ALL, killing);
    assertThatThrownBy(() -> first.run(plan)).hasMessage("killed");

    Path left = job.tuning("killed").resolve("prepared/0");
    assertThat(left).isDirectory();
    FileUtils.deleteDirectory(left.resolve("factors/runs/tuning/vocabulary/user").toFile());
    search(plan);
    assertThat(prepared).containsExactly(1, 2);
    assertThat(job.tuning("killed").resolve("leaderboard.json"))
        .hasSameBinaryContentAs(job.tuning("root").resolve("leaderboard.json"));
    assertThat(job.tuning("killed").resolve("prepared")).doesNotExist();
  }

  @Test
  void trialThatFailsLeavesTheFoldToTheOthers() throws IOException {
    Leaderboard leaderboard =
        search(
            fresh(
                "failing", "tuning.space={training.optimizer.learning-rate: [1.0e+30, 0.1, 0.2]}"));

    assertThat(leaderboard.entries().get(2).reason().orElseThrow()).startsWith("Cannot ");
    assertThat(leaderboard.entries().get(0).reason()).isEmpty();
    assertThat(prepared).containsExactly(1, 2);
  }

  private static SearchPlan fresh(String root, String... overrides) throws IOException {
    job.copy("root", root);
    FileUtils.deleteDirectory(job.tuning(root).toFile());
    return job.plan(root, overrides);
  }
}
