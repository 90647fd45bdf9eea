package io.valora.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.valora.lease.Lease;
import io.valora.storage.Storage;
import io.valora.tasks.Tasks;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class RunOptionsTest {
  @Command
  private static final class Any {
    @Mixin private RunOptions options;
  }

  @TempDir Path folder;

  @Test
  void logicalDateNamesTheRun() {
    assertThat(runId("--logical-date", "2026-01-31")).contains("2026-01-31");
    assertThat(runId("--run-id", "x")).contains("x");
    assertThat(runId()).isEmpty();
  }

  @Test
  void logicalDateThatIsNoneOrStandsBesideAnotherNameIsRefused() {
    assertThatThrownBy(() -> runId("--logical-date", "2026-02-30"))
        .hasMessage("Invalid --logical-date: 2026-02-30 (must be a date such as 2026-01-31)");
    assertThatThrownBy(() -> runId("--logical-date", "2026-01-31", "--run-id", "x"))
        .hasMessage("Invalid --logical-date: 2026-01-31 (must not stand beside --run-id)");
  }

  @Test
  void environmentSaysHowLongALeaseIs() throws Exception {
    Storage storage = new Storage(new Configuration());
    Path file = folder.resolve("environment.yaml");
    assertThat(Environment.read(storage, Optional.empty()).lease()).isEqualTo(Lease.USUAL);
    Files.writeString(file, "storage: {root: /somewhere, lease-seconds: 5}\n");
    assertThat(Environment.read(storage, Optional.of(file.toString())))
        .isEqualTo(new Environment("/somewhere", Duration.ofSeconds(5)));
    Files.writeString(file, "storage: {lease-seconds: 0}\n");
    assertThatThrownBy(() -> Environment.read(storage, Optional.of(file.toString())))
        .hasMessageContaining("Invalid storage.lease-seconds: 0 (must be");
  }

  private static Optional<String> runId(String... arguments) {
    Any command = new Any();
    new CommandLine(command).parseArgs(arguments);
    return command.options.request(Tasks.ALL, new Environment("/root", Lease.USUAL)).runId();
  }
}
