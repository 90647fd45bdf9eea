package io.valora.cli.monitoring;

import io.valora.base.Outcome;
import io.valora.cli.outcomes.OutcomePlace;
import io.valora.job.JobConfig;
import io.valora.monitoring.MonitorRequest;
import io.valora.monitoring.verdicts.MonitoringReport;
import io.valora.registry.Runs;
import io.valora.storage.RunFolder;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Compares later rows with those that a published run was trained on. */
@Command(
    footerHeading = "%n",
    footer = {
      "It needs the run's model and run.json alone. The folder of --output gets monitoring.json,",
      "monitoring.html, monitoring.prom for Prometheus, and quarantine/. Exit status 7 is an alarm.",
      "",
      "Examples:",
      "  valora monitor champion --job reviews --input 'new/*.tsv'",
      "  valora monitor champion --job ratings --input new.csv --by day --time rated_at",
      "  valora monitor champion --job ratings                  (the prediction log of its service)"
    })
public final class MonitorCommand implements Callable<Integer> {
  private final PrintStream out;
  private final OutcomePlace place;
  @Mixin private MonitorOptions options;

  /**
   * @param place of runs and sessions
   */
  public MonitorCommand(PrintStream out, OutcomePlace place) {
    this.out = out;
    this.place = place;
  }

  @Override
  public Integer call() throws Exception {
    Runs runs = place.runs();
    RunFolder run = runs.byArgument().find(options.job(), options.run());
    runs.requirePublished(run);
    JobConfig config =
        options.isLog()
            ? place.config(runs.storage(), run)
            : place.readingConfig(runs.storage(), run);
    MonitorRequest request = options.request(runs.storage(), run, config);
    MonitoringReport report = MonitorRun.of(runs.storage(), request, place);
    new MonitorText(out).print(report, request.output());
    return (report.isAlarm() ? Outcome.ALARM : Outcome.DONE).code();
  }
}
