package io.valora.storage;

import io.valora.base.JobException;
import java.io.Serializable;
import java.util.regex.Pattern;

/**
 * The addresses inside one run's folder, {@code <root>/<job>/runs/<run-id>/}.
 *
 * @param root the storage root, without a slash at the end
 * @param job the job's name
 * @param runId the run's name within the job
 */
public record RunFolder(String root, String job, String runId) implements Serializable {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");
  private static final String MUST =
      "must be up to 128 letters, digits, dots, dashes or underscores, beginning with a letter or a digit";

  public RunFolder {
    requireName("job", job);
    requireName("--run-id", runId);
    root = root.length() > 1 && root.endsWith("/") ? root.substring(0, root.length() - 1) : root;
  }

  /** Whether the name could be one folder of ours. */
  public static boolean isName(String name) {
    return NAME.matcher(name).matches();
  }

  /** Refuses a name that couldn't be one folder, such as {@code ../x}. */
  public static void requireName(String path, String name) {
    if (!isName(name)) {
      throw JobException.invalid(path, name, MUST);
    }
  }

  public String uri() {
    return "%s/%s/runs/%s".formatted(root, job, runId);
  }

  public String runJson() {
    return uri() + "/run.json";
  }

  /** Progress of the run while it is under way. */
  public String progressJson() {
    return uri() + "/progress.json";
  }

  /** Manifest of the published files: written last. */
  public String manifest() {
    return uri() + "/manifest.json";
  }

  /** Verdict of the run's gates. */
  public String validation() {
    return uri() + "/validation.json";
  }

  /** Temporary files of the stages. */
  public String staging() {
    return uri() + "/staging";
  }

  /** Typed rows that duplicates were dropped from (Parquet). */
  public String typed() {
    return uri() + "/typed";
  }

  /** Typed rows of an auxiliary input. */
  public String side(String name) {
    return uri() + "/side/" + name;
  }

  public String quarantine() {
    return uri() + "/quarantine";
  }

  /** Parquet of {@code train}, {@code validation} or {@code test}. */
  public String split(String name) {
    return uri() + "/split/" + name;
  }

  /** Ids that train knows, or entries of an auxiliary table, for stages (Parquet). */
  public String vocabulary(String name) {
    return uri() + "/vocabulary/" + name;
  }

  /** Weights that a later training can begin with, and the ids of their rows. */
  public String warmStart(String name) {
    return uri() + "/warm-start/" + name;
  }

  /** Checkpoints of the training. */
  public String checkpoints() {
    return uri() + "/checkpoints";
  }

  public String model(String name) {
    return uri() + "/model/" + name;
  }

  public String evaluation(String name) {
    return uri() + "/evaluation/" + name;
  }

  /** Metrics of each epoch. */
  public String history() {
    return evaluation("history.csv");
  }

  /** Metrics of the evaluation. */
  public String metricsJson() {
    return evaluation("metrics.json");
  }

  /** Report of the evaluation. */
  public String report() {
    return evaluation("report.html");
  }

  public String averaging(String name) {
    return uri() + "/averaging/" + name;
  }

  /** Folds, trials and leaderboard of the job's tuning. */
  public String tuning(String name) {
    return uri() + "/tuning/" + name;
  }

  public String recommendations(String name) {
    return uri() + "/recommendations/" + name;
  }

  /** Aliases of a job: its named pointers to runs. */
  public String aliases() {
    return "%s/%s/models".formatted(root, job);
  }

  /** The pointer to the run that readers take as the job's champion, challenger or previous one. */
  public String alias(String name) {
    return "%s/%s.json".formatted(aliases(), name);
  }
}
