package io.valora.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.valora.lineage.RunAttempt;
import io.valora.lineage.RunRecord;
import io.valora.lineage.RunRecordParser;
import io.valora.storage.Storage;
import io.valora.testing.pipeline.ReadyRun;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublishedAgainTest {
  private static final Duration LEASE = Duration.ofSeconds(2);

  @TempDir Path root;
  private final Storage storage = new Storage(new Configuration());
  private ReadyRun run;

  @BeforeEach
  void publish() {
    run = new ReadyRun(storage, root.toString(), "r1");
    run.doStages();
    run.publish(LEASE);
  }

  @Test
  void changesNothing() {
    String manifest = storage.readText(run.folder().manifest());
    String runJson = storage.readText(run.folder().runJson());
    run.publish(LEASE);
    assertThat(storage.readText(run.folder().manifest())).isEqualTo(manifest);
    assertThat(storage.readText(run.folder().runJson())).isEqualTo(runJson);
  }

  @Test
  void runOfAVersionWithoutManifestsGetsOne() {
    storage.delete(run.folder().manifest());
    assertThatThrownBy(run::read).hasMessageContaining("it has no manifest.json");
    RunRecord record = RunJournal.read(storage, run.folder()).orElseThrow();
    RunRecord old = record.withProgress(record.progress().at(RunAttempt.NONE));
    storage.write(run.folder().runJson(), RunRecordParser.toJson(old));
    run.publish(LEASE);
    run.read();
  }

  @Test
  void runWhoseManifestIsGoneIsNotBlessedAgain() {
    storage.delete(run.folder().manifest());
    assertThatThrownBy(() -> run.publish(LEASE))
        .hasMessage(
            "Cannot read %s: the run was published and its manifest is gone (run the job under another --run-id)"
                .formatted("file:" + run.folder().manifest()));
  }

  @Test
  void modelThatIsNotTheOnePublishedIsRefused() {
    storage.write(run.folder().model("network.zip"), "weights of r2");
    assertThatThrownBy(run::read)
        .hasMessageStartingWith("Cannot read file:" + run.folder().model("network.zip"))
        .hasMessageContaining("its bytes are not those that were published");
  }
}
