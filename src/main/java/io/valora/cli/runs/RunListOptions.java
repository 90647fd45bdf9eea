package io.valora.cli.runs;

import io.valora.registry.RunCondition;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Options of a list of runs. */
public final class RunListOptions {
  static final String CREATED = "created";

  @Parameters(
      arity = "0..1",
      paramLabel = "JOB",
      description = "The job whose runs are listed (default: all).")
  private String job;

  @Option(
      names = "--where",
      paramLabel = "CONDITION",
      description =
          "A key of run.json, one of < <= > >= = != and a value, such as 'metrics.test.rmse < 0.93'"
              + " or 'config.training.epochs = 20'; repeatable, all must hold.")
  private List<String> conditions = List.of();

  @Option(
      names = "--sort",
      paramLabel = "KEY",
      description = "A key of run.json to order by, the least first (default: the newest first).")
  private String key;

  @Option(names = "--reverse", description = "The other way around.")
  private boolean reversed;

  @Option(names = "--json", description = "Print one JSON object a run.")
  private boolean json;

  Optional<String> job() {
    return Optional.ofNullable(job);
  }

  List<RunCondition> conditions() {
    return conditions.stream().map(RunCondition::of).toList();
  }

  Optional<String> key() {
    return Optional.ofNullable(key);
  }

  boolean isReversed() {
    return reversed;
  }

  boolean isJson() {
    return json;
  }
}
