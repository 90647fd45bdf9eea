package io.valora.cli.runs;

import io.valora.base.JobException;
import io.valora.lineage.RunStatus;
import io.valora.registry.Runs;
import io.valora.registry.StoredRun;
import io.valora.registry.StoredRuns;
import io.valora.storage.RunFolder;
import io.valora.storage.Storage;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The one run that a command is about. */
public final class RunChoice {
  @Parameters(
      paramLabel = "RUN",
      description =
          "Its id, a beginning of it, champion, champion@2026-01-31, challenger, previous, latest or"
              + " the path of its folder.")
  private String name;

  @Option(names = "--job", paramLabel = "NAME", description = "The job of the run.")
  private String job;

  /**
   * Finds it among the runs of a storage root.
   *
   * @throws JobException when there is no such run that is published
   */
  public StoredRun published(Runs runs) {
    return published(runs.storage(), runs.byArgument().find(Optional.ofNullable(job), name));
  }

  /**
   * Reads the run of a folder.
   *
   * @throws JobException when it isn't published
   */
  public static StoredRun published(Storage storage, RunFolder folder) {
    return new StoredRuns(storage, folder.root())
        .read(folder.job(), folder.runId())
        .filter(found -> found.status().equals(Optional.of(RunStatus.SUCCEEDED)))
        .orElseThrow(
            () -> JobException.invalid("RUN", folder.runId(), "must be a run that is published"));
  }
}
