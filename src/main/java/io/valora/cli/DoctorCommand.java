package io.valora.cli;

import io.valora.base.EnumNames;
import io.valora.doctor.CheckUp;
import io.valora.doctor.Doctor;
import io.valora.doctor.Finding;
import io.valora.job.Task;
import io.valora.storage.Storage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says whether machine, cluster and job are fit for a run, and how to mend what isn't. */
@Command(
    footerHeading = "%n",
    footer = {
      "One line a finding, ok, warn or fail, with the line that mends it below.",
      "Exit status: 0 when nothing fails, 2 when the job or the root must be mended,",
      "6 when the machines must.",
      "",
      "Example: valora doctor jobs/ratings.yaml --root hdfs:///valora"
    })
final class DoctorCommand implements Callable<Integer> {
  private final Console console;
  private final List<Task> tasks;

  @Parameters(arity = "0..1", paramLabel = "JOB", description = "A job file to check too.")
  private String jobFile;

  @Mixin private PlaceOptions place;
  @Mixin private OverrideOptions overrides;

  @Option(
      names = "--wait",
      paramLabel = "SECONDS",
      defaultValue = "60",
      description = "How long executors may take to come (default: 60).")
  private int waitSeconds;

  DoctorCommand(Console console, List<Task> tasks) {
    this.console = console;
    this.tasks = tasks;
  }

  @Override
  public Integer call() {
    Storage storage = Sessions.storage();
    CheckUp checkUp =
        new CheckUp(
            tasks,
            Optional.ofNullable(jobFile),
            overrides.ofJob(),
            place.root(place.environment(storage)),
            Duration.ofSeconds(waitSeconds));
    return new Doctor(storage, this::print)
        .examine(checkUp, Sessions.later("valora doctor", overrides.ofSpark()))
        .code();
  }

  private void print(Finding finding) {
    Ansi ansi = console.interactive() ? Ansi.ON : Ansi.OFF;
    String style =
        switch (finding.verdict()) {
          case OK -> "green";
          case WARN -> "yellow";
          case FAIL -> "bold,red";
        };
    String verdict =
        ansi.string("@|%s %-4s|@".formatted(style, EnumNames.nameOf(finding.verdict())));
    console.out().println("%s  %s: %s".formatted(verdict, finding.subject(), finding.value()));
    finding.remedy().forEach(line -> console.out().println("        " + line));
  }
}
