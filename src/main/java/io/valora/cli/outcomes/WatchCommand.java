package io.valora.cli.outcomes;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.valora.base.JobException;
import io.valora.base.TimeSpan;
import io.valora.job.JobConfig;
import io.valora.job.Task;
import io.valora.lease.Lease;
import io.valora.registry.Runs;
import io.valora.storage.Storage;
import io.valora.watch.Watch;
import io.valora.watch.WatchPolicy;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.ToIntFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Decides whether a job is trained again, and sees to it. */
@Command(
    footerHeading = "%n",
    footer = {
      "Reads the champion's last monitoring and the ledger of labels. Answers that got worse than",
      "chance explains are a reason to train again, and so is --most-age; with fewer labels than",
      "--labels it waits. The run is trained on the job's source and --input, and is promoted by",
      "its gates, which look at the newest test rows apart.",
      "",
      "Exit status: 0 nothing to do, 8 waits, 9 trained and promoted, 4 trained and not promoted.",
      "",
      "Example: valora watch jobs/ratings.yaml --once --input 'inbox/*.csv'"
    })
public final class WatchCommand implements Callable<Integer> {
  private static final String NONE = "none";
  private static final String MUST_KEEP =
      "must be random or grouped, with fractions and without stratify: a row that was once a test"
          + " row stays one with these alone";

  private final PrintStream out;
  private final OutcomePlace place;
  private final List<Task> tasks;
  private final ToIntFunction<String[]> program;

  @Parameters(paramLabel = "JOB", description = "The job file.")
  private String job;

  @Option(names = "--once", required = true, description = "Looks once; cron or Airflow repeat it.")
  private boolean once;

  @Option(
      names = "--input",
      paramLabel = "FILE",
      description =
          "A file, folder or glob of new rows with labels, as the job's own source has them;"
              + " repeatable.")
  private List<String> inputs = List.of();

  @Option(
      names = "--labels",
      paramLabel = "ROWS",
      defaultValue = "500",
      description = "Fewest new rows with labels that are worth a training (default: 500).")
  private long labels;

  @Option(
      names = "--cool-down",
      paramLabel = "TIME",
      defaultValue = "7 days",
      description = "Time from one training to the next, or none (default: 7 days).")
  private String coolDown;

  @Option(
      names = "--most-age",
      paramLabel = "TIME",
      defaultValue = NONE,
      description =
          "Age of a champion at which it is trained again although nothing alarms (default: none).")
  private String mostAge;

  @Option(
      names = "--as-of",
      paramLabel = "TIME",
      description = "Time of the look, such as 2026-01-31T06:00:00Z (default: now).")
  private String asOf;

  /**
   * @param program runs another command, and gives its exit status
   */
  public WatchCommand(
      PrintStream out, OutcomePlace place, List<Task> tasks, ToIntFunction<String[]> program) {
    this.out = out;
    this.place = place;
    this.tasks = tasks;
    this.program = program;
  }

  @Override
  public Integer call() {
    if (labels < 0) {
      throw JobException.invalid("--labels", labels, "must be a whole number from 0");
    }
    WatchPolicy policy =
        new WatchPolicy(labels, time("--cool-down", coolDown), time("--most-age", mostAge));
    Runs runs = place.runs();
    Storage storage = runs.storage();
    JobConfig config = JobConfig.read(tasks, storage, job, place.jobOverrides());
    check(config);
    String folder = Watch.folder(runs, config.job());
    try (Lease held = Lease.acquire(storage, folder, place.lease())) {
      Watch watch =
          new Watch(storage.guardedBy(held::check), runs, config.job(), inputs, policy, clock());
      return watch.look(out::println, (runId, rows) -> train(config, runId, rows));
    }
  }

  private static Optional<TimeSpan> time(String option, String text) {
    if (text.equals(NONE)) {
      return Optional.empty();
    }
    return Optional.of(
        TimeSpan.parse(text)
            .orElseThrow(() -> JobException.invalid(option, text, TimeSpan.MUST + ", or none")));
  }

  private Clock clock() {
    try {
      return asOf == null ? Clock.systemUTC() : Clock.fixed(Instant.parse(asOf), ZoneOffset.UTC);
    } catch (DateTimeParseException e) {
      throw JobException.invalid("--as-of", asOf, "must be a time such as 2026-01-31T06:00:00Z");
    }
  }

  private void check(JobConfig config) {
    if (!config.split().keepsRows()) {
      throw JobException.invalid(
          "split.kind", config.resolved().at("/split/kind").asText(), MUST_KEEP);
    }
    if (!inputs.isEmpty() && config.ingest().table().isPresent()) {
      throw JobException.invalid(
          "--input", String.join(", ", inputs), "must be left out where the job reads a table");
    }
  }

  private int train(JobConfig config, String runId, List<String> rows) {
    List<String> arguments = new ArrayList<>(List.of("run", job, "--run-id", runId));
    arguments.addAll(place.arguments());
    if (!rows.isEmpty()) {
      ArrayNode sources = JsonNodeFactory.instance.arrayNode();
      config.ingest().source().forEach(sources::add);
      rows.forEach(sources::add);
      arguments.addAll(List.of("--set", "ingest.source=" + sources));
    }
    if (config.gates().newest().isEmpty()) {
      arguments.addAll(List.of("--set", "gates.newest.at-most-worse=0"));
    }
    return program.applyAsInt(arguments.toArray(String[]::new));
  }
}
