package io.valora.cli;

import io.valora.base.Outcome;
import io.valora.registry.Runs;
import io.valora.storage.RunFolder;
import io.valora.storage.Storage;
import io.valora.tracking.MlflowMirror;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Pushes a run that has ended to an MLflow server, as its end does where a server is named. */
@Command(
    footerHeading = "%n",
    footer = {
      "A run that is there already is not pushed twice: what is missing of it is added.",
      "Credentials come from MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD,",
      "or from MLFLOW_TRACKING_TOKEN.",
      "",
      "Example: valora mlflow push --job ratings --run-id 2026-01-31"
    })
final class MlflowPushCommand implements Callable<Integer> {
  private final Console console;

  @Option(
      names = {"--run-id", "--run"},
      paramLabel = "ID",
      required = true,
      description = "The run: its name, champion or previous, or the path of its folder.")
  private String runId;

  @Option(
      names = "--job",
      paramLabel = "NAME",
      description = "The job of the run, where several jobs have one of its name.")
  private String job;

  @Option(
      names = "--uri",
      paramLabel = "URI",
      description =
          "The server (default: tracking.mlflow.uri of the run's job, else $MLFLOW_TRACKING_URI).")
  private String uri;

  @Mixin private PlaceOptions place;

  MlflowPushCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Storage storage = ThisProcess.storage();
    String root = storage.absolute(place.root(place.environment(storage)));
    RunFolder run = new Runs(storage, root).find(Optional.ofNullable(job), runId);
    MlflowMirror mirror = new MlflowMirror(storage, System.getenv());
    console.out().println(mirror.push(run, Optional.ofNullable(uri)) + ".");
    return Outcome.DONE.code();
  }
}
