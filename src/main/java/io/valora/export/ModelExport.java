package io.valora.export;

import io.valora.base.JobException;
import io.valora.export.weights.Precision;
import io.valora.model.Model;
import io.valora.models.ModelFolder;
import io.valora.registry.StoredRun;
import io.valora.storage.Storage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;

/**
 * Export of a published run's model to another runtime. What is written has answered every test row
 * of the run before.
 *
 * @param progress is told what is under way
 */
public record ModelExport(Storage storage, StoredRun run, Consumer<String> progress) {
  /** A form of the model that was chosen, and others to be shown beside it. */
  private record Choice(ExportedModel chosen, List<ExportedModel> shown) {}

  /** An export under way. */
  private record Work(ExportRequest request, ModelSource source, ExportTarget target) {}

  /**
   * Exports the model.
   *
   * @param place a folder or a file, as the format has it: new, or with an earlier export, which is
   *     replaced
   * @throws JobException when the model can't be exported so, or an answer differs too much
   */
  public ExportResult write(ExportRequest request, String place) {
    Model model = model();
    ExportTarget target = target(request, place);
    Work work = new Work(request, ModelSource.of(storage, run.folder(), model), target);
    SplitRows rows = new SplitRows(storage, run.folder(), model.signature());
    Choice choice = choice(work, rows, model);
    List<Trial> trials = new ArrayList<>();
    try {
      choice.shown().forEach(form -> trials.add(new Trial(form, target.open(form))));
      progress.accept("Verifying on the test rows…");
      Verification verified =
          Verification.of(rows, "test", base(work.source(), choice), model, trials);
      Trial chosen = trials.get(choice.shown().indexOf(choice.chosen()));
      ExportResult result = verified.result(trials, chosen);
      if (result.chosen().broken().isEmpty()) {
        String manifest = storage.sha256(run.folder().manifest());
        target.write(chosen, new ExportFacts(run, result, manifest));
      }
      return result;
    } finally {
      trials.forEach(Trial::close);
    }
  }

  private ExportTarget target(ExportRequest request, String place) {
    return switch (request.format()) {
      case ONNX -> new OnnxTarget(run, ExportFolder.of(storage, place));
      case BROWSER -> PageTarget.of(storage, run, place, request.runtime());
    };
  }

  /** The model that the chosen one is made of: the same terms in 32 bits. */
  private static ExportedModel base(ModelSource source, Choice choice) {
    return choice.shown().stream()
        .filter(form -> form.precision() == Precision.FP32)
        .findFirst()
        .orElseGet(() -> source.of(Precision.FP32, choice.chosen().terms()));
  }

  private Model model() {
    ModelFolder folder = new ModelFolder(storage, run.folder());
    if (!folder.isPlain()) {
      throw JobException.invalid(
          "RUN",
          run.folder().runId(),
          "must be a run of this version: the model of an earlier one can't be exported");
    }
    return folder.model();
  }

  private Choice choice(Work work, SplitRows rows, Model model) {
    ExportRequest request = work.request();
    if (request.mostBytes().isPresent()) {
      ExportedModel best = best(work, rows, model);
      return new Choice(best, List.of(best));
    }
    OptionalInt terms = request.terms();
    Precision precision =
        request.precision().orElseGet(() -> work.target().usual(work.source(), terms));
    ExportedModel chosen = work.source().of(precision, terms);
    List<ExportedModel> shown = new ArrayList<>();
    for (Precision each : work.request().format().precisions()) {
      ExportedModel form = each == precision ? chosen : work.source().of(each, terms);
      if (each == precision || form.fitsIntoFile()) {
        shown.add(form);
      }
    }
    return new Choice(chosen, shown);
  }

  /** Of the forms that fit that with the best metric on the validation rows. */
  private ExportedModel best(Work work, SplitRows rows, Model model) {
    ExportRequest request = work.request();
    long most = request.mostBytes().orElseThrow();
    LargestThatFits largest = new LargestThatFits(work.target(), work.source(), most);
    List<ExportedModel> fitting =
        work.request().format().precisions().stream()
            .filter(one -> request.precision().map(one::equals).orElse(true))
            .flatMap(one -> largest.of(one).stream())
            .toList();
    if (fitting.isEmpty()) {
      throw JobException.invalid(
          "--max-size", most + " bytes", "must be more: no form of the model is that small");
    }
    if (fitting.size() == 1) {
      return fitting.get(0);
    }
    progress.accept("Choosing by the validation rows…");
    List<Trial> trials = new ArrayList<>();
    try {
      fitting.forEach(form -> trials.add(new Trial(form, work.target().open(form))));
      ExportedModel base = work.source().of(Precision.FP32, OptionalInt.empty());
      Verification measured = Verification.of(rows, "validation", base, model, trials);
      double sign = AnswerMetric.isAccuracy(measured.output()) ? -1 : 1;
      trials.forEach(trial -> progress.accept("  " + sentence(trial, measured)));
      return trials.stream()
          .min(
              Comparator.<Trial>comparingDouble(trial -> sign * trial.result().metric())
                  .thenComparingLong(Trial::bytes))
          .orElseThrow()
          .model();
    } finally {
      trials.forEach(Trial::close);
    }
  }

  private static String sentence(Trial trial, Verification measured) {
    return "%s%s: %s %.4f, %,d bytes"
        .formatted(
            trial.model().precision().label(),
            trial.model().terms().isPresent()
                ? " of %,d terms".formatted(trial.model().terms().getAsInt())
                : "",
            AnswerMetric.name(measured.output()),
            trial.result().metric(),
            trial.bytes());
  }
}
