package io.valora.cli.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.valora.base.Outcome;
import io.valora.lease.Lease;
import io.valora.lineage.RunIdentity;
import io.valora.lineage.RunRecord;
import io.valora.lineage.RunRecordParser;
import io.valora.model.Model;
import io.valora.registry.ModelAlias;
import io.valora.registry.PublishedFiles;
import io.valora.registry.Runs;
import io.valora.storage.RunFolder;
import io.valora.storage.Storage;
import io.valora.testing.cli.FakeModels;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelChoiceTest {
  private static final Map<String, Model> MODELS =
      Map.of(
          "stars", FakeModels.STARS,
          "visits", FakeModels.STARS,
          "reviews", FakeModels.OPINIONS);

  @TempDir Path root;
  private final Storage storage = new Storage(new Configuration());

  @Test
  void runIsChosenByItsName() {
    publish("stars", "r1");
    publish("reviews", "r1");
    publish("reviews", "r2");
    assertThat(choice().named("r2")).isEqualTo(run("reviews", "r2"));
    assertThat(choice("reviews").named("r1")).isEqualTo(run("reviews", "r1"));
    assertThatThrownBy(() -> choice().named("r1"))
        .hasMessage(
            "Invalid --run-id: r1 (must come with --job, or be the path of the run's folder: jobs reviews, stars have it)");
  }

  @Test
  void runThatIsNotPublishedIsRefused() {
    storage.write(run("stars", "r1").runJson(), RunRecordParser.toJson(record("stars", "r1")));
    assertThatThrownBy(() -> choice().named("r1"))
        .hasMessage("Invalid --run-id: r1 (must be a run that is published)");
  }

  @Test
  void onlyChampionIsTheDefault() {
    promote("stars", "r1");
    promote("stars", "r2");
    publish("reviews", "r3");
    assertThat(choice().champion(Set.of("no-input"))).isEqualTo(run("stars", "r2"));
    assertThat(choice("stars").champion(Set.of())).isEqualTo(run("stars", "r2"));
  }

  @Test
  void championIsTheOnlyOneThatTakesTheInputs() {
    promote("stars", "r1");
    promote("reviews", "r2");
    assertThat(choice().champion(Set.of("text"))).isEqualTo(run("reviews", "r2"));
    assertThat(choice().champion(Set.of("user"))).isEqualTo(run("stars", "r1"));
    assertThat(choice("stars").champion(Set.of("text"))).isEqualTo(run("stars", "r1"));
  }

  @Test
  void severalOrNoneThatTakeTheInputsAreNamed() {
    promote("stars", "r1");
    promote("visits", "r2");
    promote("reviews", "r3");
    assertThatThrownBy(() -> choice().champion(Set.of("user")))
        .hasMessage("Missing --job (must be one of stars, visits, whose champions all take user)");
    assertThatThrownBy(() -> choice().champion(Set.of("txt")))
        .hasMessage(
            "Missing --job (must be one of reviews, stars, visits; none of their champions takes"
                + " txt)");
  }

  @Test
  void rootWithoutAChampionNeedsARun() {
    publish("stars", "r1");
    assertThatThrownBy(() -> choice().champion(Set.of("user")))
        .hasMessage("Missing --run (must name a run: no job under %s has a champion)", root);
    assertThatThrownBy(() -> choice("stars").champion(Set.of("user")))
        .hasMessage("Invalid --job: stars (must be a job with a champion under %s)", root);
    assertThatThrownBy(() -> choice("../x").champion(Set.of("user")))
        .hasMessageStartingWith("Invalid --job: ../x (must be up to 128 letters");
  }

  private ModelChoice choice(String... job) {
    return new ModelChoice(
        new Runs(storage, root.toString()),
        Optional.ofNullable(job.length == 0 ? null : job[0]),
        run -> MODELS.get(run.job()).signature());
  }

  private void promote(String job, String runId) {
    publish(job, runId);
    new ModelAlias(storage, run(job, runId)).promote(Instant.EPOCH, Lease.USUAL);
  }

  private void publish(String job, String runId) {
    RunFolder run = run(job, runId);
    RunRecord published = record(job, runId).ended(Outcome.DONE, "", Instant.EPOCH);
    storage.write(run.runJson(), RunRecordParser.toJson(published));
    new PublishedFiles(storage, run).publish(1, Instant.EPOCH);
  }

  private static RunRecord record(String job, String runId) {
    return RunRecord.begun(new RunIdentity(runId, job, 1, Instant.EPOCH));
  }

  private RunFolder run(String job, String runId) {
    return new RunFolder(root.toString(), job, runId);
  }
}
