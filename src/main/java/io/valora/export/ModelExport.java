package io.valora.export;

import io.valora.base.JobException;
import io.valora.export.weights.Precision;
import io.valora.lineage.RunStatus;
import io.valora.model.Model;
import io.valora.models.ModelFolder;
import io.valora.registry.StoredRun;
import io.valora.storage.Storage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/**
 * Export of a published run's model to ONNX. What is written has answered every test row of the run
 * in ONNX Runtime before.
 *
 * @param progress is told what is under way
 */
public record ModelExport(Storage storage, StoredRun run, Consumer<String> progress) {
  /** A form of the model that was chosen, and others to be shown beside it. */
  private record Choice(ExportedModel chosen, List<ExportedModel> shown) {}

  /**
   * Exports the model into a folder.
   *
   * @param folder new or empty, or with an earlier export, which is replaced
   * @throws JobException when the model can't be exported so, or an answer differs too much
   */
  public ExportResult write(ExportRequest request, String folder) {
    Model model = model();
    ExportFolder target = ExportFolder.of(storage, folder);
    ModelSource source = ModelSource.of(storage, run.folder(), model);
    SplitRows rows = new SplitRows(storage, run.folder(), model.signature());
    Choice choice = choice(request, source, rows, model);
    ExportedModel base = source.of(Precision.FP32, choice.chosen().terms());
    List<Trial> trials = new ArrayList<>();
    try {
      choice.shown().forEach(form -> trials.add(new Trial(form, form.onnx(properties(form)))));
      progress.accept("Verifying on the test rows…");
      Verification verified = Verification.of(rows, "test", base, model, trials);
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

  private Model model() {
    if (!run.status().equals(Optional.of(RunStatus.SUCCEEDED))) {
      throw JobException.invalid("RUN", run.folder().runId(), "must be a run that is published");
    }
    ModelFolder folder = new ModelFolder(storage, run.folder());
    if (!folder.isPlain()) {
      throw JobException.invalid(
          "RUN",
          run.folder().runId(),
          "must be a run of this version: the model of an earlier one can't be exported");
    }
    return folder.model();
  }

  private Choice choice(ExportRequest request, ModelSource source, SplitRows rows, Model model) {
    if (request.mostBytes().isPresent()) {
      ExportedModel best = best(request, source, rows, model);
      return new Choice(best, List.of(best));
    }
    Precision precision = request.precision().orElse(Precision.FP32);
    ExportedModel chosen = source.of(precision, request.terms());
    List<ExportedModel> shown = new ArrayList<>();
    for (Precision each : Precision.values()) {
      ExportedModel form = each == precision ? chosen : source.of(each, request.terms());
      if (each == precision || form.fitsIntoFile()) {
        shown.add(form);
      }
    }
    return new Choice(chosen, shown);
  }

  /** Of the forms that fit that with the best metric on the validation rows. */
  private ExportedModel best(
      ExportRequest request, ModelSource source, SplitRows rows, Model model) {
    long most = request.mostBytes().orElseThrow();
    LargestThatFits largest = new LargestThatFits(source, most);
    List<ExportedModel> fitting =
        Arrays.stream(Precision.values())
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
      fitting.forEach(form -> trials.add(new Trial(form, form.onnx(properties(form)))));
      ExportedModel base = source.of(Precision.FP32, OptionalInt.empty());
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

  private Map<String, String> properties(ExportedModel form) {
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put("valora.job", run.folder().job());
    properties.put("valora.run-id", run.folder().runId());
    properties.put("valora.parameter-hash", run.json().path("parameter-hash").asText());
    properties.put("valora.precision", form.precision().label());
    form.terms().ifPresent(terms -> properties.put("valora.terms", String.valueOf(terms)));
    return properties;
  }
}
