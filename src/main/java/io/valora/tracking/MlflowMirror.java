package io.valora.tracking;

import io.valora.base.JobException;
import io.valora.base.Outcome;
import io.valora.base.Secrets;
import io.valora.lineage.RunRecord;
import io.valora.lineage.RunRecordParser;
import io.valora.lineage.RunStatus;
import io.valora.storage.RunFolder;
import io.valora.storage.Storage;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Mirror of runs on an MLflow server, which the job file or the environment names. The run's folder
 * stays the truth: without the server a run is as whole as with it.
 */
public final class MlflowMirror {
  private static final Logger LOG = LoggerFactory.getLogger(MlflowMirror.class);
  private static final Duration MOST_OF_A_COMMAND = Duration.ofMinutes(10);

  private final Storage storage;
  private final Map<String, String> environment;

  /**
   * @param environment variables of the process, where MLflow's own clients look too
   */
  public MlflowMirror(Storage storage, Map<String, String> environment) {
    this.storage = storage;
    this.environment = Map.copyOf(environment);
  }

  /** Pushes a run that has ended, if a server is named. A failure is a warning. */
  public void mirror(RunFolder run, MlflowConfig config) {
    try {
      Optional<MlflowServer> server = server(config);
      if (server.isEmpty()) {
        return;
      }
      Optional<RunRecord> ended = record(run).filter(MlflowMirror::hasEnded);
      if (ended.isPresent()) {
        Duration limit = Duration.ofSeconds(config.limitSeconds());
        LOG.info(push(ended.get(), run, config, new MlflowHttp(server.get(), limit)));
      }
    } catch (RuntimeException e) {
      String why =
          JobException.in(e)
              .map(Throwable::getMessage)
              .orElseGet(() -> "Cannot push the run to MLflow: " + Secrets.masked(e.toString()));
      LOG.warn(
          "{} (push it later: valora mlflow push --root {} --job {} --run-id {})",
          why,
          run.root(),
          run.job(),
          run.runId());
    }
  }

  /**
   * Pushes a run that has ended.
   *
   * @param uri of the server; empty for that of the run's job file, or of the environment
   * @return where the run is in MLflow, in a sentence
   * @throws JobException when that fails
   */
  public String push(RunFolder run, Optional<String> uri) {
    RunRecord record =
        record(run)
            .filter(MlflowMirror::hasEnded)
            .orElseThrow(
                () ->
                    JobException.invalid("--run-id", run.runId(), "must be a run that has ended"));
    MlflowConfig config = MlflowConfig.of(record);
    MlflowServer server =
        uri.map(given -> MlflowServer.at("--uri", given, environment))
            .or(() -> server(config))
            .orElseThrow(
                () ->
                    new JobException(
                        Outcome.INVALID_REQUEST,
                        "Missing --uri (must be given where neither tracking.mlflow.uri of the job"
                            + " nor MLFLOW_TRACKING_URI is)"));
    return push(record, run, config, new MlflowHttp(server, MOST_OF_A_COMMAND));
  }

  private String push(RunRecord record, RunFolder run, MlflowConfig config, MlflowHttp http) {
    try {
      return new MlflowPush(storage, http, config).push(record, run);
    } catch (MlflowFailure e) {
      throw JobException.cannot(
          Outcome.UNEXPECTED,
          "push run %s of job %s to MLflow at %s".formatted(run.runId(), run.job(), http.server()),
          e.getMessage(),
          e);
    }
  }

  /** The job's server, or that of the environment. */
  private Optional<MlflowServer> server(MlflowConfig config) {
    return config
        .uri()
        .map(uri -> MlflowServer.at("tracking.mlflow.uri", uri, environment))
        .or(
            () ->
                MlflowServer.variable(environment, MlflowServer.URI_VARIABLE)
                    .map(uri -> MlflowServer.at(MlflowServer.URI_VARIABLE, uri, environment)));
  }

  private static boolean hasEnded(RunRecord run) {
    return run.progress().status() != RunStatus.RUNNING;
  }

  /** Empty for a run that ended before it began. */
  private Optional<RunRecord> record(RunFolder run) {
    return storage.textOf(run.runJson()).map(text -> RunRecordParser.fromJson(run.runJson(), text));
  }
}
