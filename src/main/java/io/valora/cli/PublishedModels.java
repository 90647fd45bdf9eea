package io.valora.cli;

import io.valora.job.Task;
import io.valora.model.Model;
import io.valora.model.Signature;
import io.valora.models.ModelFolder;
import io.valora.registry.Runs;
import io.valora.storage.RunFolder;
import java.util.List;

/**
 * Models of published runs. Those of format version 1 are read by Spark, in a session that ends
 * when this is closed; no other needs it.
 */
final class PublishedModels implements AutoCloseable {
  private final Runs runs;
  private final List<Task> tasks;
  private EarlierModels earlier;

  PublishedModels(Runs runs, List<Task> tasks) {
    this.runs = runs;
    this.tasks = tasks;
  }

  Runs runs() {
    return runs;
  }

  /** The model, which has predicted its golden rows again. */
  Model model(RunFolder run) {
    ModelFolder folder = new ModelFolder(runs.storage(), run);
    return folder.isPlain() ? folder.model() : earlier().model(run);
  }

  Signature signature(RunFolder run) {
    ModelFolder folder = new ModelFolder(runs.storage(), run);
    return folder.isPlain() ? folder.signature() : earlier().model(run).signature();
  }

  @Override
  public void close() {
    if (earlier != null) {
      earlier.close();
    }
  }

  private EarlierModels earlier() {
    if (earlier == null) {
      earlier = EarlierModels.open(runs.storage(), tasks);
    }
    return earlier;
  }
}
