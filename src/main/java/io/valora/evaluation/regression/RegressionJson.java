package io.valora.evaluation.regression;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.valora.evaluation.MetricJson;
import io.valora.json.CheckedNode;

/** JSON form of {@link RegressionMetrics}; an undefined number is null. */
public final class RegressionJson {
  private static final String ZERO_TARGETS = "zero-targets";

  private RegressionJson() {}

  public static void put(ObjectNode out, RegressionMetrics metrics) {
    out.put("rows", metrics.rows());
    MetricJson.put(out, "rmse", metrics.rmse());
    MetricJson.put(out, "mae", metrics.mae());
    MetricJson.put(out, "mape", metrics.mape());
    MetricJson.put(out, "r2", metrics.r2());
    if (metrics.zeroTargets() > 0) {
      out.put(ZERO_TARGETS, metrics.zeroTargets());
    }
  }

  public static RegressionMetrics metrics(CheckedNode fields) {
    return new RegressionMetrics(
        fields.count("rows"),
        fields.numberOrNull("rmse"),
        fields.numberOrNull("mae"),
        fields.numberOrNull("mape"),
        fields.numberOrNull("r2"),
        fields.optional(ZERO_TARGETS).isPresent() ? fields.count(ZERO_TARGETS) : 0);
  }
}
