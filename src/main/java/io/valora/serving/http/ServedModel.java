package io.valora.serving.http;

import io.valora.base.JobException;
import io.valora.base.Outcome;
import io.valora.model.GoldenRow;
import io.valora.model.Model;
import io.valora.model.Signature;
import io.valora.models.Catalog;
import io.valora.models.ModelFolder;
import io.valora.models.PairModel;
import io.valora.registry.Runs;
import io.valora.storage.RunFolder;
import io.valora.storage.Storage;
import java.util.List;
import java.util.Optional;

/**
 * A run's model that answers.
 *
 * @param catalogOfPairs items of a model of users and items
 */
record ServedModel(
    RunFolder run, Model model, Signature signature, Optional<Catalog> catalogOfPairs) {
  private static final long WARM_NANOSECONDS = 100_000_000;
  private static final int MOST_WARMINGS = 2_000;

  /**
   * Reads the model, compares its files with the manifest and its answers with the golden rows, and
   * asks these until the code is compiled.
   *
   * @throws JobException when the model isn't what was published
   */
  static ServedModel load(Storage storage, RunFolder run) {
    new Runs(storage, run.root()).requirePublished(run);
    ModelFolder folder = new ModelFolder(storage, run);
    if (!folder.isPlain()) {
      throw JobException.cannot(
          Outcome.INVALID_REQUEST,
          "serve run " + run.runId(),
          "its model is of an earlier format, which needs Spark (train it anew)");
    }
    Model model = folder.model();
    ServedModel served =
        new ServedModel(
            run,
            model,
            model.signature(),
            model instanceof PairModel pairs ? Optional.of(new Catalog(pairs)) : Optional.empty());
    served.warm();
    return served;
  }

  private void warm() {
    List<GoldenRow> rows = signature.goldenRows();
    long begun = System.nanoTime();
    for (int i = 0;
        !rows.isEmpty() && i < MOST_WARMINGS && System.nanoTime() - begun < WARM_NANOSECONDS;
        i++) {
      model.predict(rows.get(i % rows.size()).cells());
    }
  }

  String runId() {
    return run.runId();
  }

  /** The items of a model of users and items. */
  Catalog catalog() {
    pairs();
    return catalogOfPairs.orElseThrow();
  }

  /**
   * The model of users and items.
   *
   * @throws Refusal when it is of another kind
   */
  PairModel pairs() {
    if (model instanceof PairModel pairs) {
      return pairs;
    }
    throw new Refusal(Refusal.NOT_FOUND, "Cannot make lists: the model is none of users and items");
  }
}
