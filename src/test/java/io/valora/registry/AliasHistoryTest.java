package io.valora.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.valora.base.JobException;
import io.valora.base.Outcome;
import io.valora.lineage.RunIdentity;
import io.valora.lineage.RunRecord;
import io.valora.lineage.RunRecordParser;
import io.valora.storage.RunFolder;
import io.valora.storage.Storage;
import io.valora.testing.AtOnce;
import io.valora.testing.faults.FaultPlan;
import io.valora.testing.faults.FaultPlan.Killed;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class AliasHistoryTest {
  private static final Duration LEASE = Duration.ofMillis(300);
  private static final String CHAMPION = "champion";

  @TempDir Path folder;
  private final Storage storage = new Storage(new Configuration());

  @Test
  void everyMoveIsAnEntry() {
    publish("r1", "r2", "r3");
    new ModelAlias(storage, run("r1")).promote(Instant.EPOCH, LEASE);
    new ModelAlias(storage, run("r2")).promote(Instant.EPOCH, LEASE);
    new ModelAlias(storage, run("r2")).promote(Instant.EPOCH, LEASE);
    move("r3").promote("better lists");
    move("r3").rollBack("complaints");
    assertThat(moves())
        .containsExactly(
            "1 PUBLISHED Optional.empty->r1 0 published",
            "2 PUBLISHED Optional[r1]->r2 1 published",
            "3 PROMOTED Optional[r2]->r3 2 better lists",
            "4 ROLLED_BACK Optional[r3]->r2 1 complaints");
    AliasEntry last = history().all().get(3);
    assertThat(last.who()).matches(System.getProperty("user.name") + "@.+");
    assertThat(last.verdict()).containsExactly("Use it");
  }

  @Test
  void rollbacksGoBackOneAfterTheOther() {
    publish("r1", "r2", "r3", "r4");
    move("r1").promote("a");
    move("r2").promote("a");
    move("r3").promote("a");
    assertThat(read(CHAMPION, "previous")).containsExactly("r3", "r2");
    move("r1").rollBack("b");
    assertThat(read(CHAMPION, "previous")).containsExactly("r2", "r1");
    move("r1").rollBack("b");
    assertThat(read(CHAMPION, "previous")).containsExactly("r1");
    assertThat(storage.exists(run("r1").alias("previous"))).isFalse();
    assertThatThrownBy(() -> move("r1").rollBack("b"))
        .hasMessage(
            "Cannot roll back champion of job job: it named no run before (valora models promote names one)");
    move("r4").promote("a");
    move("r1").rollBack("b");
    assertThat(read(CHAMPION, "previous")).containsExactly("r1");
  }

  @Test
  void runThatWasRolledBackDoesNotPromoteItselfAgain() {
    publish("r1", "r2", "r3");
    new ModelAlias(storage, run("r1")).promote(Instant.EPOCH, LEASE);
    new ModelAlias(storage, run("r2")).promote(Instant.EPOCH, LEASE);
    AliasEntry entry = move("r1").rollBack("complaints");
    new ModelAlias(storage, run("r2")).promote(Instant.EPOCH, LEASE);
    assertThat(read(CHAMPION)).containsExactly("r1");
    assertThat(new ModelAlias(storage, run("r2")).reasonAgainst())
        .contains("r1 stays: " + entry.sentence());
    new ModelAlias(storage, run("r3")).promote(Instant.EPOCH, LEASE);
    assertThat(read(CHAMPION, "previous")).containsExactly("r3", "r1");
  }

  @Test
  void onlyAPublishedRunIsPromotedAndOnlyOnce() {
    publish("r1");
    assertThatThrownBy(() -> move("r9").promote("a"))
        .hasMessage("Invalid --run-id: r9 (must be a run that is published)");
    assertThat(move("r1").promote("a")).isPresent();
    assertThat(move("r1").promote("a")).isEmpty();
    assertThat(ManualMove.of(storage, run("r1"), "challenger", LEASE).promote("b")).isPresent();
    assertThat(read(CHAMPION, "challenger")).containsExactly("r1", "r1");
    assertThat(history().all()).hasSize(1);
  }

  @Test
  void whatVersionsWithoutHistoryWroteIsTakenOver() {
    publish("r1", "r2", "r3", "r4");
    String alias =
        "{\"format-version\": 1, \"run-id\": \"%s\", \"updated\": \"2026-01-0%dT00:00:00Z\"}";
    storage.write(run("r1").alias("previous"), alias.formatted("r1", 1));
    storage.write(run("r1").alias(CHAMPION), alias.formatted("r2", 2));
    assertThat(read(CHAMPION, "previous")).containsExactly("r2", "r1");
    move("r3").promote("a");
    assertThat(moves())
        .containsExactly(
            "1 ADOPTED Optional.empty->r1 0 moved by a version without history",
            "2 ADOPTED Optional[r1]->r2 1 moved by a version without history",
            "3 PROMOTED Optional[r2]->r3 2 a");
    storage.write(run("r1").alias(CHAMPION), alias.formatted("r4", 9));
    assertThat(read(CHAMPION)).containsExactly("r4");
    move("r1").rollBack("b");
    assertThat(moves())
        .endsWith(
            "4 ADOPTED Optional[r3]->r4 3 moved by a version without history",
            "5 ROLLED_BACK Optional[r4]->r3 2 b");
  }

  @Test
  void runOfADayIsThatOfItsEnd() {
    Instant noon = Instant.parse("2026-10-01T12:00:00Z");
    history().append(entry(1, "r1", noon));
    history().append(entry(2, "r2", noon.plusSeconds(60)));
    history().append(entry(3, "r3", noon.plus(Duration.ofDays(2))));
    publish("r1", "r2", "r3");
    Runs runs = new Runs(storage, folder.toString());
    assertThat(runs.find(Optional.of("job"), "champion@2026-10-01").runId()).isEqualTo("r2");
    assertThat(runs.find(Optional.empty(), "champion@2026-10-02").runId()).isEqualTo("r2");
    assertThat(runs.find(Optional.empty(), "champion@2026-10-03").runId()).isEqualTo("r3");
    assertThat(runs.find(Optional.empty(), "champion").runId()).isEqualTo("r3");
    assertThatThrownBy(() -> runs.find(Optional.empty(), "champion@2026-09-30"))
        .hasMessage(
            "Invalid --run-id: champion@2026-09-30 (must be a run, and no job under %s has a champion at the end of 2026-09-30)",
            folder);
    for (String day : List.of("2026-13-01", "9999-01-01", "")) {
      assertThatThrownBy(() -> runs.find(Optional.empty(), "champion@" + day))
          .hasMessage(
              "Invalid --run-id: champion@%s (must be champion@ and a day such as 2026-01-31, today at the latest)",
              day);
    }
  }

  @Test
  void entryIsNeverOverwritten() {
    history().append(entry(1, "r1", Instant.EPOCH));
    history().append(entry(1, "r1", Instant.EPOCH));
    assertThatThrownBy(() -> history().append(entry(1, "r2", Instant.EPOCH)))
        .hasMessageStartingWith("Cannot write ")
        .hasMessageEndingWith("000001.json: it is there already");
    assertThat(storage.names(run("r1").aliases() + "/history/champion"))
        .containsExactly("000001.json");
  }

  @Test
  @Timeout(300)
  void ofTwoPromotionsAtOnceOneWinsAndTheOtherSaysWho() throws Exception {
    publish("r0", "r1", "r2");
    for (int time = 0; time < 100; time++) {
      String now = new ModelAlias(storage, run("r0")).read(CHAMPION).orElse("");
      List<ManualMove> both =
          Stream.of("r0", "r1", "r2")
              .filter(runId -> !runId.equals(now))
              .map(runId -> ManualMove.of(storage, run(runId), CHAMPION, Duration.ofSeconds(5)))
              .toList();
      List<Optional<String>> lost = AtOnce.of(2, number -> refusal(both.get(number)));
      assertThat(lost).as("time %d", time).containsOnlyOnce(Optional.empty());
      String winner = read(CHAMPION).get(0);
      String refusal = lost.stream().flatMap(Optional::stream).findFirst().orElseThrow();
      assertThat(refusal)
          .startsWith("Cannot make ")
          .contains("@")
          .contains(" made %s champion on ".formatted(winner));
      assertThat(history().all()).hasSize(time + 1);
    }
  }

  @Test
  @Timeout(300)
  void killedAtAnyCallTheAliasNamesTheOldRunOrTheNewAndTheHistoryIsWhole() {
    int olds = 0;
    int news = 0;
    for (int call = 1; ; call++) {
      RunFolder one = new RunFolder("faulty:" + folder, "job" + call, "r1");
      RunFolder two = new RunFolder("faulty:" + folder, "job" + call, "r2");
      Storage healthy = new Storage(FaultPlan.none().configuration());
      publish(healthy, one);
      publish(healthy, two);
      ManualMove.of(healthy, one, CHAMPION, LEASE).promote("a");
      boolean died = false;
      try {
        Storage dying = new Storage(FaultPlan.dyingAt(call).configuration());
        ManualMove.of(dying, two, CHAMPION, LEASE).promote("b");
      } catch (Killed killed) {
        died = true;
      }
      if (!died) {
        break;
      }
      String seen = new ModelAlias(healthy, one).read(CHAMPION).orElseThrow();
      int entries = new AliasHistory(healthy, one, CHAMPION).all().size();
      assertThat(seen).isEqualTo(entries == 1 ? "r1" : "r2");
      olds += entries == 1 ? 1 : 0;
      news += entries == 2 ? 1 : 0;
      ManualMove.of(healthy, two, CHAMPION, LEASE).promote("c");
      assertThat(healthy.readText(one.alias(CHAMPION))).contains("\"r2\"", "\"entry\" : 2");
      assertThat(healthy.readText(one.alias("previous"))).contains("\"r1\"");
      assertThat(new AliasHistory(healthy, one, CHAMPION).all()).hasSize(2);
      ManualMove.of(healthy, one, CHAMPION, LEASE).rollBack("d");
      assertThat(new ModelAlias(healthy, one).read(CHAMPION)).contains("r1");
    }
    assertThat(olds).isGreaterThan(5);
    assertThat(news).isGreaterThan(2);
  }

  private static Optional<String> refusal(ManualMove move) {
    try {
      move.promote("at once");
      return Optional.empty();
    } catch (JobException refused) {
      assertThat(refused.outcome()).isEqualTo(Outcome.ALREADY_RUNNING);
      return Optional.of(refused.getMessage());
    }
  }

  private AliasEntry entry(long number, String to, Instant when) {
    return new AliasEntry(
        "job",
        CHAMPION,
        number,
        AliasMove.PROMOTED,
        Optional.empty(),
        to,
        number - 1,
        when,
        "ana@host",
        "why",
        List.of());
  }

  private List<String> read(String... aliases) {
    List<String> read = new ArrayList<>();
    for (String alias : aliases) {
      new ModelAlias(storage, run("r1")).read(alias).ifPresent(read::add);
    }
    return read;
  }

  private List<String> moves() {
    return history().all().stream()
        .map(
            entry ->
                "%d %s %s->%s %d %s"
                    .formatted(
                        entry.number(),
                        entry.move(),
                        entry.from(),
                        entry.to(),
                        entry.backTo(),
                        entry.why()))
        .toList();
  }

  private AliasHistory history() {
    return new AliasHistory(storage, run("r1"), CHAMPION);
  }

  private ManualMove move(String runId) {
    return ManualMove.of(storage, run(runId), CHAMPION, LEASE);
  }

  private void publish(String... runIds) {
    for (String runId : runIds) {
      publish(storage, run(runId));
    }
  }

  private static void publish(Storage storage, RunFolder run) {
    storage.write(run.model("weights.bin"), "weights");
    RunRecord record =
        RunRecord.begun(new RunIdentity(run.runId(), run.job(), 1, Instant.EPOCH))
            .ended(Outcome.DONE, "", Instant.EPOCH);
    storage.write(
        run.runJson(),
        RunRecordParser.toJson(record)
            .replace("\"metrics\" : { }", "\"metrics\" : { \"verdict\" : [ \"Use it\" ] }"));
    new PublishedFiles(storage, run).publish(1, Instant.EPOCH);
  }

  private RunFolder run(String runId) {
    return new RunFolder(folder.toString(), "job", runId);
  }
}
