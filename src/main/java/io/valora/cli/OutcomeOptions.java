package io.valora.cli;

import io.valora.cli.outcomes.OutcomePlace;
import io.valora.job.JobConfig;
import io.valora.job.Task;
import io.valora.registry.Runs;
import io.valora.storage.RunFolder;
import io.valora.storage.Storage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Mixin;

/** Options for root and Spark of the commands about outcomes. */
final class OutcomeOptions implements OutcomePlace {
  private final List<Task> tasks;
  @Mixin private PlaceOptions place;
  @Mixin private OverrideOptions overrides;

  OutcomeOptions(List<Task> tasks) {
    this.tasks = tasks;
  }

  @Override
  public Runs runs() {
    Storage storage = Sessions.storage();
    return new Runs(storage, storage.absolute(place.root(place.environment(storage))));
  }

  @Override
  public Duration lease() {
    return place.environment(Sessions.storage()).lease();
  }

  @Override
  public List<String> jobOverrides() {
    return overrides.ofJob();
  }

  @Override
  public List<String> arguments() {
    List<String> arguments = new ArrayList<>(place.arguments());
    Stream.concat(overrides.ofJob().stream(), overrides.ofSpark().stream())
        .forEach(override -> arguments.addAll(List.of("--set", override)));
    return arguments;
  }

  @Override
  public Callable<SparkSession> session(String name) {
    return Sessions.later(name, overrides.ofSpark());
  }

  @Override
  public JobConfig config(Storage storage, RunFolder run) {
    return ReadingConfig.ofRun(storage, tasks, run);
  }

  @Override
  public JobConfig readingConfig(Storage storage, RunFolder run) {
    return ReadingConfig.of(storage, tasks, run, overrides.ofJob());
  }
}
