package io.valora.pipeline;

import com.codahale.metrics.Gauge;
import io.valora.training.EpochRecord;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.apache.spark.SparkContext;
import org.apache.spark.api.plugin.DriverPlugin;
import org.apache.spark.api.plugin.ExecutorPlugin;
import org.apache.spark.api.plugin.PluginContext;
import org.apache.spark.api.plugin.SparkPlugin;

/**
 * The last epoch as gauges of Spark's metrics system, where {@code spark.plugins} names this class:
 * {@code rows-per-second}, {@code loss}, {@code validation-loss}, {@code validation-metric} and
 * {@code epoch}. Each is NaN before the first epoch of an application. Whichever sink Spark is told
 * of gets them.
 */
public final class TrainingMetrics implements SparkPlugin {
  private static final Map<String, ToDoubleFunction<EpochRecord>> GAUGES =
      Map.of(
          "rows-per-second", EpochRecord::rowsPerSecond,
          "loss", epoch -> epoch.train().loss(),
          "validation-loss", epoch -> epoch.validation().loss(),
          "validation-metric", epoch -> epoch.validation().metric(),
          "epoch", EpochRecord::epoch);

  /** Spark makes the plugin, so what a run tells reaches it this way. */
  private static volatile EpochRecord last;

  /** Notes the epoch that the gauges show from now on. */
  static void finished(EpochRecord epoch) {
    last = epoch;
  }

  @Override
  public DriverPlugin driverPlugin() {
    return new DriverPlugin() {
      @Override
      public Map<String, String> init(SparkContext spark, PluginContext context) {
        last = null;
        return Map.of();
      }

      @Override
      public void registerMetrics(String applicationId, PluginContext context) {
        GAUGES.forEach((name, value) -> context.metricRegistry().register(name, gauge(value)));
      }
    };
  }

  /** Executors have none. */
  @Override
  public ExecutorPlugin executorPlugin() {
    return null;
  }

  private static Gauge<Double> gauge(ToDoubleFunction<EpochRecord> value) {
    return () -> {
      EpochRecord epoch = last;
      return epoch == null ? Double.NaN : value.applyAsDouble(epoch);
    };
  }
}
