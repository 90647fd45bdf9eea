package io.valora.evaluation;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.valora.json.CheckedNode;
import java.util.List;

/** JSON conventions shared by the metrics of all tasks; an undefined number is null. */
public final class MetricJson {
  private static final String RMSE_INTERVAL = "rmse-interval-95";

  private MetricJson() {}

  public static void put(ObjectNode out, String key, double value) {
    if (Double.isNaN(value)) {
      out.putNull(key);
    } else {
      out.put(key, value);
    }
  }

  public static void add(ArrayNode out, double value) {
    if (Double.isNaN(value)) {
      out.addNull();
    } else {
      out.add(value);
    }
  }

  public static void put(ObjectNode out, String key, Interval interval) {
    ArrayNode ends = out.putArray(key);
    add(ends, interval.low());
    add(ends, interval.high());
  }

  /** The interval of a test split's RMSE. */
  public static void putRmse(ObjectNode out, Interval interval) {
    put(out, RMSE_INTERVAL, interval);
  }

  public static void put(ObjectNode out, Histogram histogram) {
    out.put("lowest", histogram.lowest()).put("bin-width", histogram.width());
    histogram.counts().forEach(out.putArray("counts")::add);
  }

  /** The interval as {@link #putRmse} wrote it. */
  public static Interval rmseInterval(CheckedNode fields) {
    List<Double> ends = fields.elements(RMSE_INTERVAL, CheckedNode::requireNumberOrNull);
    fields.require(RMSE_INTERVAL, ends.size() == 2, "a list of two numbers");
    return new Interval(ends.get(0), ends.get(1));
  }

  public static Histogram histogram(CheckedNode fields) {
    return new Histogram(
        fields.number("lowest"),
        fields.number("bin-width"),
        fields.elements("counts", CheckedNode::requireCount));
  }
}
