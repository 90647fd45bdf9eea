package io.valora.export;

import io.valora.export.SplitRows.Batch;
import io.valora.export.onnx.InputTensor;
import io.valora.export.onnx.OnnxModel;
import io.valora.export.onnx.OnnxSession;
import io.valora.model.ModelKind;
import io.valora.model.Output;
import io.valora.model.Signature;
import io.valora.tower.TowerRow;
import java.util.List;

/** An exported model in ONNX Runtime, compared with the run's model row by row. */
final class Trial implements AutoCloseable {
  private static final int ASKED_ALONE = 256;
  private static final double EQUAL = 0.01;

  private final ExportedModel model;
  private final byte[] onnx;
  private final OnnxSession session;
  private final AnswerMetric metric;
  private long equal;
  private double difference;
  private double plain;
  private double alone;
  private long nanoseconds;

  /**
   * @throws io.valora.base.JobException when ONNX Runtime refuses the file
   */
  Trial(ExportedModel model, byte[] onnx) {
    this.model = model;
    this.onnx = onnx;
    this.session = OnnxSession.of(onnx);
    this.metric = new AnswerMetric(model.signature().output());
  }

  ExportedModel model() {
    return model;
  }

  /** The bytes of {@code model.onnx}. */
  byte[] onnx() {
    return onnx;
  }

  /** Size of what a device needs. */
  long bytes() {
    return onnx.length + model.fileBytes();
  }

  /**
   * Answers a batch.
   *
   * @param run answers of the run's model
   * @param base answers of the model that this one is made of
   */
  void add(Batch batch, double[] run, double[] base) {
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
    if (session.has(OnnxModel.ORDER)) {
      compareOrder(rows);
    }
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
    session.close();
  }

  private double[] answers(List<TowerRow> rows) {
    List<InputTensor> inputs = model.inputs(rows);
    if (metric.rows() == 0) {
      session.answers(OnnxModel.ANSWER, inputs);
    }
    long start = System.nanoTime();
    double[] found = session.answers(OnnxModel.ANSWER, inputs);
    nanoseconds += System.nanoTime() - start;
    return found;
  }

  private void askAlone(List<TowerRow> rows, double[] together, double[] run) {
    for (int i = 0; i < rows.size(); i++) {
      double found = session.answers(OnnxModel.ANSWER, model.inputs(rows.subList(i, i + 1)))[0];
      alone = larger(alone, Math.abs(found - together[i]) / unit(model.signature(), run[i]));
    }
  }

  private void compareOrder(List<TowerRow> rows) {
    double[] scores = session.answers(OnnxModel.ORDER, model.inputs(rows));
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
