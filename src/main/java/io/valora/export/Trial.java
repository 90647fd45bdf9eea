package io.valora.export;

import io.valora.export.SplitRows.Batch;
import io.valora.model.ModelKind;
import io.valora.model.Output;
import io.valora.model.Signature;
import io.valora.tower.TowerRow;
import java.util.List;

/** An exported model that answers, compared with the run's model row by row. */
final class Trial implements AutoCloseable {
  private static final int ASKED_ALONE = 256;
  private static final double EQUAL = 0.01;

  private final ExportedModel model;
  private final AnsweringForm form;
  private final AnswerMetric metric;
  private long equal;
  private double difference;
  private double plain;
  private double alone;
  private long nanoseconds;
  private byte[] content;

  Trial(ExportedModel model, AnsweringForm form) {
    this.model = model;
    this.form = form;
    this.metric = new AnswerMetric(model.signature().output());
  }

  ExportedModel model() {
    return model;
  }

  /** The bytes of the file that holds the network. */
  byte[] content() {
    content = content == null ? form.content(result()) : content;
    return content;
  }

  /** Size of what a device needs. */
  long bytes() {
    return content().length + form.bytesBeside();
  }

  /**
   * Answers a batch.
   *
   * @param run answers of the run's model
   * @param base answers of the model that this one is made of
   */
  void add(Batch batch, double[] run, double[] base) {
    content = null;
    List<TowerRow> rows = batch.values().stream().map(model.rows()).toList();
    double[] found = answers(rows);
    Signature signature = model.signature();
    for (int i = 0; i < found.length; i++) {
      double unit = unit(signature, run[i]);
      metric.add(batch.truths().get(i), found[i]);
      difference = larger(difference, Math.abs(found[i] - base[i]) / unit);
      plain = larger(plain, Math.abs(found[i] - model.plainAnswer(rows.get(i))) / unit);
      equal += isEqual(signature.output(), found[i], run[i], unit) ? 1 : 0;
    }
    if (metric.rows() == rows.size()) {
      askAlone(rows.subList(0, Math.min(ASKED_ALONE, rows.size())), found, run);
    }
    form.orders(rows).ifPresent(scores -> compareOrder(rows, scores));
  }

  TrialResult result() {
    long rows = metric.rows();
    return new TrialResult(
        rows,
        metric.value(),
        (double) equal / rows,
        difference,
        plain,
        alone,
        nanoseconds / 1e3 / rows);
  }

  @Override
  public void close() {
    form.close();
  }

  private double[] answers(List<TowerRow> rows) {
    if (metric.rows() == 0) {
      form.answers(rows);
    }
    long start = System.nanoTime();
    double[] found = form.answers(rows);
    nanoseconds += System.nanoTime() - start;
    return found;
  }

  private void askAlone(List<TowerRow> rows, double[] together, double[] run) {
    for (int i = 0; i < rows.size(); i++) {
      double found = form.answers(rows.subList(i, i + 1))[0];
      alone = larger(alone, Math.abs(found - together[i]) / unit(model.signature(), run[i]));
    }
  }

  private void compareOrder(List<TowerRow> rows, double[] scores) {
    for (int i = 0; i < scores.length; i++) {
      double expected = model.plainOrder(rows.get(i));
      plain = larger(plain, Math.abs(scores[i] - expected) / Math.max(1, Math.abs(expected)));
    }
  }

  /** What is no number is the largest. */
  private static double larger(double most, double found) {
    return Double.isNaN(found) ? Double.POSITIVE_INFINITY : Math.max(most, found);
  }

  private static double unit(Signature signature, double answer) {
    return signature.kind() == ModelKind.TABLE
        ? Math.max(signature.output().scale().standardDeviation(), Math.abs(answer))
        : 1;
  }

  private static boolean isEqual(Output output, double one, double other, double unit) {
    return AnswerMetric.isAccuracy(output)
        ? (one >= output.threshold()) == (other >= output.threshold())
        : Math.abs(one - other) < EQUAL * unit;
  }
}
