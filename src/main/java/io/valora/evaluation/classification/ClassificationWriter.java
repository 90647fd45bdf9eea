package io.valora.evaluation.classification;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.valora.evaluation.MetricJson;
import java.util.List;

/** Writes the numbers of a classifier as the JSON of {@code evaluation/metrics.json}. */
public final class ClassificationWriter {
  static final int FORMAT_VERSION = 1;
  static final String TASK = "sentiment";

  private ClassificationWriter() {}

  /** Indented JSON with the keys always in the same order; an undefined number is null. */
  public static String write(ClassificationResult result) {
    return tree(result).toPrettyString();
  }

  /** The same as a tree. */
  public static ObjectNode tree(ClassificationResult result) {
    ClassificationEvaluation model = result.model();
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("format-version", FORMAT_VERSION);
    root.put("task", TASK);
    root.put("threshold", model.threshold());
    write(root.putObject("test"), model.test());
    write(root.putObject("class-balance"), result.balance(), result.classes().names());
    if (!result.classes().parts().isEmpty()) {
      write(root.putObject("classes"), result.classes());
    }
    ObjectNode baselines = root.putObject("baselines");
    result.baselines().forEach((name, metrics) -> write(baselines.putObject(name), metrics));
    ArrayNode slices = root.putArray("slices");
    model.slices().forEach(slice -> write(slices.addObject(), slice));
    writeCalibration(root.putArray("calibration"), model.calibration());
    writeRoc(root.putArray("roc"), model.roc());
    write(root.putObject("overfitting"), result.overfitting());
    ArrayNode mistakes = root.putArray("misread");
    model.mistakes().forEach(one -> write(mistakes.addObject(), one));
    return root;
  }

  private static void write(ObjectNode out, ClassificationMetrics metrics) {
    out.put("rows", metrics.confusion().rows());
    write(out.putObject("confusion"), metrics.confusion());
    MetricJson.put(out, "accuracy", metrics.confusion().accuracy());
    MetricJson.put(out, "accuracy-interval-95", metrics.accuracy95());
    MetricJson.put(out, "precision", metrics.confusion().precision());
    MetricJson.put(out, "recall", metrics.confusion().recall());
    MetricJson.put(out, "f1", metrics.confusion().f1());
    MetricJson.put(out, "log-loss", metrics.logLoss());
    MetricJson.put(out, "brier", metrics.brier());
    MetricJson.put(out, "expected-calibration-error", metrics.expectedCalibrationError());
    MetricJson.put(out, "roc-auc", metrics.rocAuc());
    MetricJson.put(out, "average-precision", metrics.averagePrecision());
  }

  private static void write(ObjectNode out, ConfusionCounts counts) {
    out.put("true-positives", counts.truePositives());
    out.put("false-positives", counts.falsePositives());
    out.put("true-negatives", counts.trueNegatives());
    out.put("false-negatives", counts.falseNegatives());
  }

  private static void write(ObjectNode out, ClassBalance balance, ClassNames names) {
    out.put("negatives", balance.negatives());
    out.put("positives", balance.positives());
    balance.warning(names).ifPresent(warning -> out.put("warning", warning));
  }

  private static void write(ObjectNode out, ClassCounts classes) {
    out.put("negative", classes.names().negative()).put("positive", classes.names().positive());
    ObjectNode parts = out.putObject("parts");
    classes
        .parts()
        .forEach(
            (part, balance) ->
                parts
                    .putObject(part)
                    .put("negatives", balance.negatives())
                    .put("positives", balance.positives()));
  }

  private static void write(ObjectNode out, ClassSlice slice) {
    out.put("by", slice.by());
    out.put("name", slice.name());
    out.put("rows", slice.rows());
    out.put("right", slice.right());
    MetricJson.put(out, "accuracy", slice.accuracy());
  }

  private static void writeCalibration(ArrayNode out, List<CalibrationBin> bins) {
    for (CalibrationBin bin : bins) {
      ObjectNode node = out.addObject();
      node.put("from", bin.from());
      node.put("to", bin.to());
      node.put("rows", bin.rows());
      MetricJson.put(node, "mean-score", bin.meanScore());
      MetricJson.put(node, "positive-share", bin.positiveShare());
    }
  }

  private static void writeRoc(ArrayNode out, List<RocPoint> points) {
    for (RocPoint point : points) {
      out.addObject()
          .put("threshold", point.threshold())
          .put("false-positive-rate", point.falsePositiveRate())
          .put("true-positive-rate", point.truePositiveRate());
    }
  }

  private static void write(ObjectNode out, OverfittingVerdict verdict) {
    verdict.turnedAfter().ifPresent(epoch -> out.put("turned-after", epoch));
    MetricJson.put(out, "gap-at-end", verdict.gapAtEnd());
    out.put("sentence", verdict.sentence());
  }

  private static void write(ObjectNode out, Misclassified mistake) {
    out.put("row-key", mistake.rowKey());
    out.put("label", mistake.label());
    out.put("score", mistake.score());
    out.put("text", mistake.text());
    ArrayNode words = out.putArray("misleading");
    mistake
        .misleading()
        .forEach(one -> words.addObject().put("word", one.word()).put("weight", one.weight()));
  }
}
