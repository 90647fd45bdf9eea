package io.valora.cli;

import io.valora.base.JobException;
import io.valora.base.Outcome;
import io.valora.job.Task;
import io.valora.pipeline.RunPlan;
import io.valora.pipeline.RunRequest;
import io.valora.storage.Storage;
import io.valora.tasks.OnePrediction;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Predicts one row, given on the command line, with the model of a published run. */
@Command
final class PredictCommand implements Callable<Integer> {
  private final Console console;
  private final List<Task> tasks;

  @Option(
      names = {"--run-id", "--run"},
      paramLabel = "ID",
      required = true,
      description = "The published run whose model predicts.")
  private String runId;

  @Mixin private PlaceOptions place;

  @Parameters(
      arity = "1..*",
      paramLabel = "COLUMN=VALUE",
      description = "The row; of a review: text=... A column that is left out is missing.")
  private List<String> values;

  PredictCommand(Console console, List<Task> tasks) {
    this.console = console;
    this.tasks = tasks;
  }

  @Override
  public Integer call() {
    Map<String, String> row = new LinkedHashMap<>();
    for (String value : values) {
      int equals = value.indexOf('=');
      if (equals < 1) {
        throw JobException.invalid("COLUMN=VALUE", value, "must be a column, = and its value");
      }
      row.put(value.substring(0, equals), value.substring(equals + 1));
    }
    Storage storage = Sessions.storage();
    RunPlan plan =
        RunPlan.ofPublished(
            storage, RunRequest.ofRun(tasks, place.root(place.environment(storage)), runId));
    try (SparkSession spark = Sessions.open("valora predict", List.of())) {
      console.out().println(OnePrediction.of(spark, storage, plan, row).sentence());
    }
    return Outcome.DONE.code();
  }
}
