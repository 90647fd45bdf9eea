package io.valora.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.valora.base.Outcome;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RunRecordTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final RunRecord BEGUN =
      RunRecord.begun(new RunIdentity("run-1", "ratings", 42, START));

  @Test
  void aStageIsDoneOnceItIsFinished() {
    RunRecord entered = BEGUN.entered("ingest", START.plusSeconds(1));
    assertThat(entered.isDone("ingest")).isFalse();
    RunRecord finished = entered.finished(stage("ingest", 5, 6));
    assertThat(finished.isDone("ingest")).isTrue();
    assertThat(finished.isDone("split")).isFalse();
    assertThat(finished.progress().stage()).isEqualTo("ingest");
    assertThat(finished.progress().updated()).isEqualTo(START.plusSeconds(6));
  }

  @Test
  void aStageDoneAgainReplacesWhatItWas() {
    RunRecord again =
        BEGUN
            .finished(stage("ingest", 1, 1))
            .finished(stage("split", 1, 2))
            .finished(stage("ingest", 9, 9));
    assertThat(again.progress().stages())
        .containsExactly(stage("split", 1, 2), stage("ingest", 9, 9));
  }

  @Test
  void theOutcomeDecidesTheStatus() {
    assertThat(BEGUN.progress().status()).isEqualTo(RunStatus.RUNNING);
    assertThat(BEGUN.ended(Outcome.DONE, "", START).progress().status())
        .isEqualTo(RunStatus.SUCCEEDED);
    RunProgress failed =
        BEGUN.ended(Outcome.UNUSABLE_MODEL, "why", START.plusSeconds(3)).progress();
    assertThat(failed)
        .extracting(RunProgress::status, RunProgress::message, RunProgress::updated)
        .containsExactly(RunStatus.FAILED, "why", START.plusSeconds(3));
    assertThat(failed.outcome()).contains(Outcome.UNUSABLE_MODEL);
  }

  @Test
  void aRunThatGoesOnAfterAFailureIsRunningAgainAndKeepsItsStages() {
    RunProgress resumed =
        BEGUN
            .finished(stage("ingest", 1, 1))
            .ended(Outcome.DATA_REJECTED, "no rows", START.plusSeconds(2))
            .entered("split", START.plusSeconds(3))
            .progress();
    assertThat(resumed)
        .isEqualTo(
            BEGUN
                .finished(stage("ingest", 1, 1))
                .entered("split", START.plusSeconds(3))
                .progress());
    assertThat(resumed.isDone("ingest")).isTrue();
  }

  @Test
  void whatWasGivenCanNotChangeTheRecord() {
    ObjectNode metrics = JsonNodeFactory.instance.objectNode().put("rmse", 1);
    RunRecord run = BEGUN.withMetrics(metrics).withOrigin(RunOrigin.EMPTY.withConfig(metrics));
    metrics.put("rmse", 2);
    ((ObjectNode) run.metrics()).put("rmse", 3);
    ((ObjectNode) run.origin().config()).put("rmse", 3);
    assertThat(run.metrics().get("rmse").asInt()).isEqualTo(1);
    assertThat(run.origin().config().get("rmse").asInt()).isEqualTo(1);
  }

  private static FinishedStage stage(String name, double seconds, long after) {
    return new FinishedStage(name, seconds, START.plusSeconds(after));
  }
}
