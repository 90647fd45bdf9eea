package io.valora.cli.predict;

import io.valora.base.JobException;
import io.valora.base.Outcome;
import io.valora.model.Signature;
import io.valora.registry.Runs;
import io.valora.storage.RunFolder;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The run whose model answers, where the user may have named the run, its job or neither.
 *
 * @param job that the user named
 * @param signature of the model of a run
 */
public record ModelChoice(
    Runs runs, Optional<String> job, Function<RunFolder, Signature> signature) {

  /**
   * The run of that name, alias or path.
   *
   * @throws JobException when there is none, or it isn't published
   */
  public RunFolder named(String runId) {
    return published(runs.find(job, runId));
  }

  /**
   * The job's champion; without a job the only champion, or the only one whose model has all these
   * inputs.
   *
   * @param names of the inputs that are given
   * @throws JobException when there is none, or more than one
   */
  public RunFolder champion(Set<String> names) {
    return published(job.map(this::championOf).orElseGet(() -> onlyChampion(names)));
  }

  private RunFolder published(RunFolder run) {
    runs.requirePublished(run);
    return run;
  }

  private RunFolder championOf(String name) {
    RunFolder.requireName("--job", name);
    return runs.champion(name)
        .orElseThrow(
            () ->
                JobException.invalid(
                    "--job", name, "must be a job with a champion under " + runs.root()));
  }

  private RunFolder onlyChampion(Set<String> names) {
    List<RunFolder> champions = runs.champions();
    if (champions.isEmpty()) {
      throw missing("--run (must name a run: no job under %s has a champion)", runs.root());
    }
    if (champions.size() == 1) {
      return champions.get(0);
    }
    List<RunFolder> fitting =
        champions.stream().filter(run -> signature.apply(run).names().containsAll(names)).toList();
    if (fitting.size() != 1) {
      throw missing(
          fitting.isEmpty()
              ? "--job (must be one of %s; none of their champions takes %s)"
              : "--job (must be one of %s, whose champions all take %s)",
          jobs(fitting.isEmpty() ? champions : fitting),
          String.join(", ", names));
    }
    return fitting.get(0);
  }

  private static String jobs(List<RunFolder> runs) {
    return runs.stream().map(RunFolder::job).collect(Collectors.joining(", "));
  }

  private static JobException missing(String format, Object... arguments) {
    return new JobException(Outcome.INVALID_REQUEST, "Missing " + format.formatted(arguments));
  }
}
