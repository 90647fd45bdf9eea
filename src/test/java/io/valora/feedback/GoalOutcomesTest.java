package io.valora.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import io.valora.base.TimeSpan;
import io.valora.goal.AskedShare;
import io.valora.goal.EventCounts;
import io.valora.goal.GoalConfig;
import io.valora.goal.GoalConfig.Direction;
import io.valora.goal.OutcomeCell;
import io.valora.goal.Outcomes;
import io.valora.goal.ServedRun;
import io.valora.storage.Storage;
import io.valora.testing.LocalSpark;
import io.valora.testing.feedback.ServedLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GoalOutcomesTest {
  private static final Storage STORAGE = new Storage(new Configuration());

  @TempDir private Path root;

  @BeforeEach
  void writeLogs() throws IOException {
    ServedLog log = new ServedLog(root.resolve("shop"));
    log.predictions(
        "2026-01-05/100000-a.jsonl",
        """
        {"time":"2026-01-05T10:00:00Z","run":"r1","prediction":"a1","arm":"model","user":"u1","control":0.5,"items":[]}
        {"time":"2026-01-05T10:00:00Z","run":"r1","prediction":"b1","arm":"control","user":"u2","control":0.5,"items":[]}
        {"time":"2026-01-05T10:00:00Z","run":"r1","prediction":"d1","inputs":{"user":"u4","item":"tea"},"value":4}
        {"time":"2026-01-05T10:00:00Z","run":"r1","prediction":"e1","arm":"model","user":"u5","control":0.5,"items":[]}
        {"time":"2026-01-06T10:00:00Z","run":"r1","prediction":"e2","arm":"control","user":"u5","control":0.6,"items":[]}
        {"time":"2026-01-06T10:00:00Z","run":"r1","prediction":"a2","arm":"model","user":"u1","control":0.5,"items":[]}
        {"time":"2026-01-06T10:00:00Z","run":"r1","prediction":"v1","arm":"popular","items":[]}
        {"time":"2026-01-06T10:00:00Z","run":"r2","prediction":"d1","shadow":true,"value":3}
        """);
    log.predictions(
        "2026-01-12/100000-b.jsonl.open",
        """
        {"time":"2026-01-12T00:00:00Z","run":"r1","prediction":"c1","arm":"model","user":"u3","control":0.5,"items":[]}
        {"time":"2026-01-19T00:00:00Z","run":"r1","prediction":"z1","arm":"model","user":"u6","control":0.5,"items":[]}
        """);
    log.feedback(
        "2026-01-06/100000-c.jsonl",
        """
        {"time":"2026-01-07T10:00:00Z","prediction":"a2","event":"clicked"}
        {"time":"2026-01-06T10:00:00Z","prediction":"a1","event":"clicked"}
        {"time":"2026-01-20T10:00:00Z","prediction":"b1","event":"clicked"}
        {"time":"2026-01-13T10:00:00Z","prediction":"c1","event":"opened"}
        {"time":"2026-01-06T10:00:00Z","prediction":"v1","event":"clicked"}
        {"time":"2026-01-19T10:00:00Z","prediction":"z1","event":"clicked","value":3.5}
        {"time":"2026-01-06T10:00:00Z","prediction":"e1","event":"clicked"}
        {"time":"2026-01-06T10:00:00Z","prediction":"d1","label":4}
        {"time":"2026-01-06T10:0""");
    Files.writeString(
        root.resolve("events.csv"),
        """
        prediction,event,time
        d1,clicked,2026-01-06T10:00:00Z
        nope,clicked,2026-01-06T10:00:00Z
        """);
  }

  @Test
  void outcomesBelongToRunsArmsAndWeeks() throws IOException {
    Outcomes outcomes = count("user");
    assertThat(outcomes.asOf()).contains(Instant.parse("2026-01-20T10:00:00Z"));
    assertThat(outcomes.runs())
        .containsExactly(new ServedRun("r1", Instant.parse("2026-01-05T10:00:00Z")));
    assertThat(outcomes.cells())
        .containsExactly(
            new OutcomeCell("r1", "control", "2026-01-05", 1, 1, 0),
            new OutcomeCell("r1", "mixed", "2026-01-05", 1, 1, 1),
            new OutcomeCell("r1", "model", "2026-01-05", 2, 2, 2),
            new OutcomeCell("r1", "model", "2026-01-12", 1, 1, 0),
            new OutcomeCell("r1", "model", "2026-01-19", 1, 0, 0));
    assertThat(outcomes.shares()).containsExactly(new AskedShare("r1", 0.5, 4, 1));
    assertThat(outcomes.events()).isEqualTo(new EventCounts(9, 3, 1, 1, 1, 1, 1, 1));
    assertThat(outcomes.broken()).isEqualTo(1);
    assertThat(Files.readString(root.resolve("shop/goal/quarantine/lines.jsonl")).lines())
        .hasSize(2)
        .anyMatch(line -> line.contains("nope"))
        .anyMatch(line -> line.contains("it is not JSON"));
    assertThat(root.resolve("shop/goal/attempt")).doesNotExist();
    assertThat(count("user")).isEqualTo(outcomes);
  }

  @Test
  void eachPredictionMayBeAUnit() {
    Outcomes outcomes = count("prediction");
    assertThat(outcomes.cells().stream().mapToLong(OutcomeCell::units).sum()).isEqualTo(9);
    assertThat(outcomes.events().withoutUnit()).isZero();
    assertThat(outcomes.events().repeated()).isZero();
  }

  @Test
  void aListWithExploredItemsIsCountedOnce() throws IOException {
    new ServedLog(root.resolve("shop"))
        .predictions(
            "2026-01-06/100000-x.jsonl",
            """
            {"time":"2026-01-06T10:00:00Z","run":"r1","prediction":"x.0","arm":"model","user":"u9","control":0.5,"items":[]}
            {"time":"2026-01-06T10:00:00Z","run":"r1","prediction":"x.2","arm":"model","control":0.5,"inputs":{"user":"u9","item":"tea"},"value":4,"picked":"explored","weight":9}
            """);
    Files.writeString(
        root.resolve("events.csv"),
        """
        prediction,event,time
        x.2,clicked,2026-01-06T10:00:01Z
        x.0,clicked,2026-01-06T10:00:02Z
        """);
    for (String unit : List.of("user", "prediction")) {
      Outcomes outcomes = count(unit);
      assertThat(outcomes.cells().stream().mapToLong(OutcomeCell::units).sum())
          .as(unit)
          .isEqualTo(unit.equals("user") ? 7 : 10);
      assertThat(outcomes.events().unknown()).as(unit).isZero();
      assertThat(outcomes.events().all()).as(unit).isEqualTo(9);
    }
  }

  private Outcomes count(String unit) {
    return GoalOutcomes.count(
        LocalSpark.session(),
        STORAGE,
        STORAGE.absolute(root.resolve("shop").toString()),
        new GoalConfig(
            "clicked",
            Direction.UP,
            TimeSpan.parse("7 days").orElseThrow(),
            unit,
            Optional.empty(),
            0.02),
        List.of(root.resolve("events.csv").toString()));
  }
}
