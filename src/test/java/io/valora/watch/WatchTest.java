package io.valora.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.valora.base.TimeSpan;
import io.valora.registry.ModelAlias;
import io.valora.registry.Runs;
import io.valora.storage.RunFolder;
import io.valora.storage.Storage;
import io.valora.testing.scoring.TinyRuns;
import io.valora.testing.watch.MonitoringExample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchTest {
  private static final WatchPolicy POLICY =
      new WatchPolicy(100, TimeSpan.parse("1 day"), Optional.empty());

  @TempDir private Path root;
  private final Storage storage = new Storage(new Configuration());
  private final List<String> said = new ArrayList<>();
  private final List<String> trained = new ArrayList<>();
  private RunFolder champion;
  private Path rows;

  /** Broken off at will. */
  private static final class BrokenOff extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  @BeforeEach
  void championThatGotWorse() throws IOException {
    champion = new TinyRuns(root).ratings();
    rows = root.resolve("new.csv");
    Files.writeString(rows, "USER,ITEM,STARS,AT\n");
    MonitoringExample.write(
        root.resolve("ratings"), "r1", MonitoringExample.of("r1", 400, true, "RMSE: 1.1"));
  }

  @Test
  void trainsOnceAndTheNewChampionIsLeftAlone() throws IOException {
    assertThat(look(storage, Duration.ofDays(30))).isEqualTo(9);
    assertThat(said).first().isEqualTo("Decision:   retrain: RMSE: 1.1");
    String run = trained.get(0);
    assertThat(said).last().isEqualTo("Outcome:    run %s is champion".formatted(run));
    assertThat(Files.readString(root.resolve("ratings/runs/" + run + "/watch.json")))
        .contains("\"why\" : \"RMSE: 1.1\"", "\"champion\" : \"r1\"", "new.csv");
    assertThat(look(storage, Duration.ofDays(60))).isEqualTo(8);
    assertThat(said).last().asString().contains("hasn't been monitored");
    assertThat(trained).hasSize(1);
  }

  @Test
  void rowsOfAnEarlierChampionStayRowsToTrainOn() throws IOException {
    look(storage, Duration.ofDays(30));
    MonitoringExample.write(
        root.resolve("ratings"),
        trained.get(0),
        MonitoringExample.of(trained.get(0), 400, true, "RMSE: 1.2"));
    Path later = Files.writeString(root.resolve("later.csv"), "USER,ITEM,STARS,AT\n");
    Path earlier = rows;
    rows = later;
    assertThat(look(storage, Duration.ofDays(60))).isEqualTo(9);
    assertThat(WatchState.read(storage, root + "/ratings/watch/watch.json").last().get().rows())
        .extracting(file -> file.replaceFirst(".*/", ""))
        .containsExactly(earlier.getFileName().toString(), later.getFileName().toString());
  }

  /** Every write is a step: broken off at each, the next look ends where a quiet one would. */
  @Test
  void goesOnAfterABreakAtAnyStep() {
    AtomicInteger changes = new AtomicInteger();
    look(storage.guardedBy(changes::incrementAndGet), Duration.ofDays(30));
    assertThat(changes.get()).isGreaterThanOrEqualTo(3);
    for (int broken = 1; broken <= changes.get(); broken++) {
      startAnew();
      AtomicInteger left = new AtomicInteger(broken);
      Storage breaking =
          storage.guardedBy(
              () -> {
                if (left.decrementAndGet() == 0) {
                  throw new BrokenOff();
                }
              });
      assertThatThrownBy(() -> look(breaking, Duration.ofDays(30))).isInstanceOf(BrokenOff.class);
      assertThat(look(storage, Duration.ofDays(31))).as("step %d", broken).isEqualTo(9);
      assertThat(trained.stream().distinct()).as("step %d", broken).hasSize(1);
      assertThat(runs().champion("ratings").orElseThrow().runId()).isEqualTo(trained.get(0));
    }
  }

  @Test
  void trainingThatWasKilledGoesOnUnderItsName() {
    int code =
        watch(storage, Duration.ofDays(30))
            .look(
                said::add,
                (run, files) -> {
                  trained.add(run);
                  return 143;
                });
    assertThat(code).isEqualTo(143);
    assertThat(look(storage, Duration.ofDays(32))).isEqualTo(9);
    assertThat(trained).hasSize(2);
    assertThat(trained.get(1)).isEqualTo(trained.get(0));
  }

  @Test
  void runThatGatesRefuseIsAnAlarmAndNotTrainedAgain() {
    int code = watch(storage, Duration.ofDays(30)).look(said::add, (run, files) -> 4);
    assertThat(code).isEqualTo(4);
    assertThat(said).last().asString().contains("ALARM", "not promoted; champion r1 stays");
    assertThat(look(storage, Duration.ofDays(60))).isEqualTo(8);
    assertThat(said).last().asString().contains("wait: for other rows");
    assertThat(trained).isEmpty();
  }

  @Test
  void whatAPersonHasToMendIsNotRepeated() {
    assertThat(watch(storage, Duration.ofDays(30)).look(said::add, (run, files) -> 3)).isEqualTo(3);
    assertThat(look(storage, Duration.ofDays(31))).isEqualTo(9);
    assertThat(said).noneMatch(line -> line.contains("goes on"));
  }

  @Test
  void rowsThatAreNowhereAreRefused() throws IOException {
    Files.delete(rows);
    assertThatThrownBy(() -> look(storage, Duration.ofDays(30)))
        .hasMessageContaining("Invalid --input:")
        .hasMessageContaining("must name at least one file that exists");
  }

  private void startAnew() {
    storage.delete(root + "/ratings/watch");
    storage.delete(champion.aliases());
    new ModelAlias(storage, champion).promote(Instant.now(), Duration.ofSeconds(5));
    trained.clear();
  }

  private int look(Storage place, Duration later) {
    return watch(place, later).look(said::add, this::train);
  }

  private Watch watch(Storage place, Duration later) {
    Clock clock = Clock.fixed(Instant.now().plus(later), Clock.systemUTC().getZone());
    return new Watch(place, runs(), "ratings", List.of(rows.toString()), POLICY, clock);
  }

  private Runs runs() {
    return new Runs(storage, storage.absolute(root.toString()));
  }

  /** A run that passes its gates. */
  private int train(String runId, List<String> files) {
    trained.add(runId);
    RunFolder run = new RunFolder(champion.root(), "ratings", runId);
    storage.write(run.runJson(), storage.readText(champion.runJson()));
    new ModelAlias(storage, run).promote(Instant.now(), Duration.ofSeconds(5));
    return 0;
  }
}
