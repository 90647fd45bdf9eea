package io.valora.cli.outcomes;

import io.valora.base.JobException;
import io.valora.base.Outcome;
import io.valora.feedback.FeedbackFolder;
import io.valora.feedback.GoalOutcomes;
import io.valora.goal.GoalConfig;
import io.valora.goal.GoalFolder;
import io.valora.goal.GoalJson;
import io.valora.goal.GoalNarrative;
import io.valora.goal.GoalResult;
import io.valora.goal.Outcomes;
import io.valora.job.JobConfig;
import io.valora.job.Task;
import io.valora.lease.Lease;
import io.valora.registry.Runs;
import io.valora.report.GoalPage;
import io.valora.storage.RunFolder;
import io.valora.storage.Storage;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says what a job's model did for the goal of the business. */
@Command(
    footerHeading = "%n",
    footer = {
      "The goal is the section goal of the job file:",
      "  goal: {event: cancelled, direction: down, window: 30 days, unit: user, value: 24 EUR}",
      "Events are those that the service was sent, and those of --events: CSV, JSON lines, Parquet,",
      "ORC, Avro or a table with prediction, event and, where it is known, time.",
      "The job's folder gets goal/, with goal.html.",
      "",
      "Example: valora goal jobs/ratings.yaml --events 'events/*.csv'"
    })
public final class GoalCommand implements Callable<Integer> {
  private final PrintStream out;
  private final OutcomePlace place;
  private final List<Task> tasks;

  @Parameters(
      paramLabel = "JOB",
      description =
          "The job file; or the name of the job, whose champion's configuration has the goal.")
  private String job;

  @Option(
      names = "--events",
      paramLabel = "FILE",
      description =
          "A file, folder or glob of events beside the service's log, or a table such as"
              + " 'table: db.events'; repeatable.")
  private List<String> events = List.of();

  public GoalCommand(PrintStream out, OutcomePlace place, List<Task> tasks) {
    this.out = out;
    this.place = place;
    this.tasks = tasks;
  }

  @Override
  public Integer call() throws Exception {
    Runs runs = place.runs();
    JobConfig config = config(runs);
    GoalConfig goal =
        config
            .goal()
            .orElseThrow(
                () ->
                    new JobException(
                        Outcome.INVALID_REQUEST,
                        "Missing goal (must be a section of %s, such as goal: {event: clicked})"
                            .formatted(job)));
    Storage storage = runs.storage();
    String folder = "%s/%s".formatted(runs.root(), config.job());
    if (!new FeedbackFolder(folder).hasPredictions(storage)) {
      throw JobException.invalid(
          "JOB",
          job,
          "must be a job whose service logged predictions under %s: valora serve --log keys"
              .formatted(runs.root()));
    }
    print(result(runs, config, goal, folder), new GoalFolder(folder));
    return Outcome.DONE.code();
  }

  private JobConfig config(Runs runs) {
    if (job.endsWith(".yaml") || job.endsWith(".yml")) {
      return JobConfig.read(tasks, runs.storage(), job, List.of());
    }
    RunFolder.requireName("JOB", job);
    return place.config(runs.storage(), runs.find(Optional.of(job), "champion"));
  }

  private GoalResult result(Runs runs, JobConfig config, GoalConfig goal, String folder)
      throws Exception {
    GoalFolder target = new GoalFolder(folder);
    try (Lease held = Lease.acquire(runs.storage(), target.uri(), place.lease());
        SparkSession spark = place.session("valora goal " + config.job()).call()) {
      Storage storage = runs.storage().guardedBy(held::check);
      Outcomes outcomes = GoalOutcomes.count(spark, storage, folder, goal, events);
      GoalResult counted =
          GoalResult.of(
              config.job(), goal, outcomes, runs.champion(config.job()).map(RunFolder::runId));
      GoalResult result =
          new RunMetrics(runs, config).change(counted).map(counted::with).orElse(counted);
      storage.write(target.page(), GoalPage.render(result));
      storage.write(target.json(), GoalJson.of(result));
      return result;
    }
  }

  private void print(GoalResult result, GoalFolder folder) {
    GoalNarrative.sentences(result).forEach(out::println);
    out.println("Page:       " + folder.page());
    out.println("Result:     " + folder.json());
    if (result.outcomes().events().unknown() + result.outcomes().broken() > 0) {
      out.println("Quarantine: " + folder.quarantine());
    }
  }
}
