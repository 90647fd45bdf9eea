package io.valora.export;

import io.valora.export.weights.Precision;
import java.util.ArrayList;
import java.util.List;

/**
 * Largest differences between an export and the model that it is made of.
 *
 * @param difference of one answer, in its unit: a star, a probability, or the standard deviation
 * @param metric as a share of an error, or as a part of 1 of an accuracy
 */
record ExportBounds(double difference, double metric) {
  /** Between ONNX Runtime and plain Java with the same weights. */
  private static final double SAME_WEIGHTS = 1e-5;

  /** Between a row alone and among others. */
  private static final double ALONE = 1e-6;

  static ExportBounds of(Precision precision) {
    return switch (precision) {
      case FP32 -> new ExportBounds(1e-5, 1e-4);
      case FP16 -> new ExportBounds(1e-2, 1e-4);
      case INT8 -> new ExportBounds(Double.POSITIVE_INFINITY, 1e-3);
    };
  }

  /** The bounds that don't hold; an accuracy may always differ by one row. */
  List<String> broken(TrialResult result, double expected, boolean isAccuracy) {
    List<String> broken = new ArrayList<>();
    check(broken, "answers differ by", result.difference(), difference);
    double allowed =
        isAccuracy ? Math.max(metric, 1.0 / result.rows()) : metric * Math.abs(expected);
    double found = Math.abs(result.metric() - expected);
    check(broken, "the metric differs by", found, allowed + ALONE);
    check(broken, "ONNX Runtime and plain Java differ by", result.plain(), SAME_WEIGHTS);
    check(broken, "a row alone and among others differs by", result.alone(), ALONE);
    return broken;
  }

  private static void check(List<String> broken, String what, double found, double most) {
    if (!(found <= most)) {
      broken.add("%s %.2g (must be at most %.2g)".formatted(what, found, most));
    }
  }
}
