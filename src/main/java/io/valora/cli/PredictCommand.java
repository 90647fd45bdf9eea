package io.valora.cli;

import io.valora.base.JobException;
import io.valora.base.Outcome;
import io.valora.cli.predict.AnswerFormat;
import io.valora.cli.predict.JsonAnswers;
import io.valora.cli.predict.ModelChoice;
import io.valora.cli.predict.Sentences;
import io.valora.job.Task;
import io.valora.model.Model;
import io.valora.registry.Runs;
import io.valora.serving.Answer;
import io.valora.serving.Answers;
import io.valora.serving.GivenRow;
import io.valora.serving.JsonRows;
import io.valora.storage.RunFolder;
import io.valora.storage.Storage;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Predicts rows with the model of a published run; needs no Spark. */
@Command(
    footer = {
      "",
      "Examples:",
      "  valora predict monto_invertido=85",
      "  valora predict text=\"A film without a single dull minute\"",
      "  valora predict user=42 item=\"brunch logroño\" item=\"cata de quesos\"",
      "  valora predict --job reviews --json < reviews.jsonl"
    })
final class PredictCommand implements Callable<Integer> {
  private final Console console;
  private final List<Task> tasks;

  @Option(
      names = {"--run-id", "--run"},
      paramLabel = "ID",
      description =
          "The published run whose model predicts, or champion@2026-01-31, challenger, previous,"
              + " latest (default: the champion).")
  private String runId;

  @Option(
      names = "--job",
      paramLabel = "NAME",
      description =
          "The job whose champion predicts (default: the only one whose model takes the inputs).")
  private String job;

  @Option(names = "--json", description = "Print one JSON object per prediction.")
  private boolean json;

  @Mixin private PlaceOptions place;

  @Parameters(
      paramLabel = "NAME=VALUE",
      description =
          "The row; an input that is left out is missing. Of ratings, several items of one user."
              + " Without any, or with -, rows are read from standard input: JSON objects, one a"
              + " line or in an array.")
  private List<String> values = List.of();

  PredictCommand(Console console, List<Task> tasks) {
    this.console = console;
    this.tasks = tasks;
  }

  @Override
  public Integer call() {
    Storage storage = ThisProcess.storage();
    Runs runs = new Runs(storage, storage.absolute(place.root(place.environment(storage))));
    try (PublishedModels models = new PublishedModels(runs, tasks)) {
      Outcome outcome =
          values.isEmpty() || values.equals(List.of("-"))
              ? predict(models, new JsonRows(console.in()))
              : predict(models, GivenRow.ofArguments(values));
      if (ThisProcess.inClusterMode()) {
        Sessions.openInClusterMode("valora predict", List.of());
      }
      return outcome.code();
    }
  }

  private Outcome predict(PublishedModels models, GivenRow row) {
    RunFolder run = run(models, row);
    Model model = models.model(run);
    List<Answer> answers = answers(model, run, row);
    format(model, run).lines(answers).forEach(console.out()::println);
    answers.forEach(answer -> answer.remarks().forEach(console.err()::println));
    return Outcome.DONE;
  }

  /** Says whose model it is where the user named none. */
  private List<Answer> answers(Model model, RunFolder run, GivenRow row) {
    try {
      return new Answers(model).toList(row);
    } catch (JobException e) {
      if (runId == null && job == null && !model.signature().names().containsAll(row.names())) {
        throw new JobException(
            e.outcome(),
            "%s; the model is that of job %s, the only one with a champion (--job names another)"
                .formatted(e.getMessage(), run.job()),
            e);
      }
      throw e;
    }
  }

  /** Answers row by row; the outcome is that of the first row that has no answer. */
  private Outcome predict(PublishedModels models, JsonRows rows) {
    if (!rows.hasNext()) {
      throw new JobException(
          Outcome.INVALID_REQUEST,
          "Missing NAME=VALUE (must be the row, or JSON rows on standard input)");
    }
    GivenRow row = rows.next();
    RunFolder run = run(models, row);
    Model model = models.model(run);
    RowPrinter printer = new RowPrinter(console, new Answers(model), format(model, run));
    printer.print(row);
    rows.forEachRemaining(printer::print);
    return printer.outcome();
  }

  private RunFolder run(PublishedModels models, GivenRow row) {
    ModelChoice choice =
        new ModelChoice(models.runs(), Optional.ofNullable(job), models::signature);
    return runId == null ? choice.champion(row.names()) : choice.named(runId);
  }

  private AnswerFormat format(Model model, RunFolder run) {
    return json
        ? new JsonAnswers(model.signature(), run.runId())
        : new Sentences(model.signature());
  }
}
