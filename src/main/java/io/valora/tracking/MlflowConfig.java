package io.valora.tracking;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.valora.config.ConfigSection;
import io.valora.config.Problems;
import io.valora.lineage.RunRecord;
import java.util.Optional;

/**
 * Section {@code tracking.mlflow} of a job file. Nothing that a run computes depends on it.
 *
 * @param uri address of the server; empty where the environment names it
 * @param experiment that runs are put into
 * @param model registered model whose versions the runs are
 * @param limitSeconds seconds that mirroring may hold up a run's end
 */
public record MlflowConfig(
    Optional<String> uri, String experiment, String model, int limitSeconds) {
  /** Section of the job file around this one. */
  public static final String TRACKING = "tracking";

  private static final int USUAL_SECONDS = 60;

  /** Names that stand in MLflow's filters and addresses as they are. */
  private static final String NAME = "[^/:'\"`%\\p{Cntrl}]{1,250}";

  private static final String NAME_MUST =
      "must be 1 to 250 characters without slashes, colons, quotes and percent signs";

  /**
   * @param jobFile the whole job file
   * @param job name of the job, after which experiment and model are called by default
   */
  public static MlflowConfig from(ConfigSection jobFile, String job) {
    return jobFile
        .optionalSection(TRACKING)
        .flatMap(tracking -> tracking.optionalSection("mlflow"))
        .map(section -> ofSection(section, job))
        .orElse(new MlflowConfig(Optional.empty(), job, job, USUAL_SECONDS));
  }

  /** The section that a run's configuration has. */
  static MlflowConfig of(RunRecord run) {
    Problems problems = new Problems("run.json of " + run.identity().runId());
    ConfigSection config = new ConfigSection((ObjectNode) run.origin().config(), problems);
    MlflowConfig found = from(config, run.identity().job());
    problems.throwIfAny();
    return found;
  }

  private static MlflowConfig ofSection(ConfigSection section, String job) {
    Optional<String> uri = section.optionalText("uri");
    uri.filter(address -> !MlflowServer.isAddress(address))
        .ifPresent(address -> section.invalid("uri", address, MlflowServer.MUST));
    return new MlflowConfig(
        uri,
        name(section, "experiment", job),
        name(section, "model", job),
        section.integer("limit-seconds", USUAL_SECONDS, 1));
  }

  private static String name(ConfigSection section, String key, String job) {
    String name = section.text(key, job);
    boolean isPath = key.equals("experiment"); // Databricks' are
    if (!(isPath ? name.replace("/", "-") : name).matches(NAME)) {
      section.invalid(key, name, NAME_MUST);
    }
    return name;
  }
}
