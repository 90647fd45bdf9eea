package io.valora.serving.check;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.valora.base.JobException;
import io.valora.model.GoldenRow;
import io.valora.model.Model;
import io.valora.models.ModelFolder;
import io.valora.registry.PublishedFiles;
import io.valora.storage.HadoopProperties;
import io.valora.storage.Storage;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Check of a run's model with the serving parts alone. As a process it reads the request from the
 * standard input and writes {@link CheckLines} to the standard output.
 */
public final class ServingCheck {
  private static final double NANOSECONDS = 1e9;
  private static final double MEGABYTE = 1 << 20;

  private final Storage storage;
  private final CheckRequest request;
  private final CheckListener listener;

  /**
   * @param listener is told of each rule as it is judged
   */
  public ServingCheck(Storage storage, CheckRequest request, CheckListener listener) {
    this.storage = storage;
    this.request = request;
    this.listener = listener;
  }

  public static void main(String[] arguments) throws IOException {
    PrintStream out = System.out;
    System.setOut(System.err);
    CheckRequest request = CheckRequest.fromJson(new String(System.in.readAllBytes(), UTF_8));
    Storage storage =
        new Storage(HadoopProperties.ofProcess(request.properties(), System.getenv()));
    new ServingCheck(storage, request, CheckLines.to(out)).run();
    System.exit(0);
  }

  /** Judges every rule; none after the first where the model isn't loaded. */
  public void run() {
    load().ifPresent(this::check);
  }

  private Optional<Model> load() {
    listener.begun(CheckRule.LOADS_IN_SERVING_JVM);
    long begun = System.nanoTime();
    try {
      new PublishedFiles(storage, request.run()).requireUnchanged(PublishedFiles.MODEL);
      Model model = new ModelFolder(storage, request.run()).unverified();
      listener.found(
          loaded(
              0,
              "checked against the manifest and loaded in %.1f s with %.0f MB of memory"
                  .formatted((System.nanoTime() - begun) / NANOSECONDS, usedMegabytes())));
      return Optional.of(model);
    } catch (JobException unreadable) {
      listener.found(loaded(1, unreadable.getMessage()));
      return Optional.empty();
    }
  }

  private static Finding loaded(int failures, String sentence) {
    return Finding.judged(CheckRule.LOADS_IN_SERVING_JVM, "failed-loads", failures, 0, sentence);
  }

  private static double usedMegabytes() {
    return (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) / MEGABYTE;
  }

  private void check(Model model) {
    RowReplay replay = RowReplay.of(model);
    List<GoldenRow> golden = model.signature().goldenRows();
    judge(CheckRule.GOLDEN_ROWS, () -> replay.golden(golden));
    judge(CheckRule.TEST_ROWS, () -> replay.test(request.testRows()));
    List<GoldenRow> good = good(model);
    judge(CheckRule.HOSTILE_INPUTS, () -> hostile(model, good));
    judge(CheckRule.GENERATED_INPUTS, () -> generated(model, good));
    judge(CheckRule.STRESS, () -> stress(model, good));
  }

  /** Rows with the answers that they have here, alone. */
  private List<GoldenRow> good(Model model) {
    List<GoldenRow> rows = new ArrayList<>(model.signature().goldenRows());
    rows.addAll(request.testRows());
    Replies replies = Replies.of(model);
    List<GoldenRow> good = new ArrayList<>();
    for (GoldenRow row : rows) {
      replies
          .to(RowBody.of(row))
          .get(0)
          .value()
          .ifPresent(value -> good.add(new GoldenRow(row.cells(), value)));
    }
    return good;
  }

  private void judge(CheckRule rule, Supplier<Finding> check) {
    listener.begun(rule);
    listener.found(check.get());
  }

  private static Finding hostile(Model model, List<GoldenRow> good) {
    InputTrial trial = new InputTrial(CheckRule.HOSTILE_INPUTS, Replies.of(model), good);
    if (good.isEmpty()) {
      return withoutRows(CheckRule.HOSTILE_INPUTS);
    }
    new HostileInputs(model.signature(), good.get(0)).giveTo(trial);
    return trial.finding();
  }

  private Finding generated(Model model, List<GoldenRow> good) {
    CheckRequest.Effort effort = request.effort();
    if (good.isEmpty() || effort.generated() == 0) {
      return withoutRows(CheckRule.GENERATED_INPUTS);
    }
    InputTrial trial = new InputTrial(CheckRule.GENERATED_INPUTS, Replies.of(model), good);
    new GeneratedInputs(good, model.signature().names(), effort.seed())
        .giveTo(trial, effort.generated());
    return trial.finding();
  }

  private Finding stress(Model model, List<GoldenRow> good) {
    CheckRequest.Effort effort = request.effort();
    return good.isEmpty() || effort.stress() + effort.rows() == 0
        ? withoutRows(CheckRule.STRESS)
        : new Stress(Replies.of(model), good, effort).finding();
  }

  private static Finding withoutRows(CheckRule rule) {
    return Finding.notJudged(rule, "there are no rows to begin with, or none were asked for");
  }
}
