package io.valora.doctor;

import io.valora.job.JobConfig;
import io.valora.job.NetworkEstimate;
import io.valora.tower.TowerDesign;
import io.valora.training.memory.MemoryForecast;
import java.util.function.IntFunction;
import org.apache.spark.SparkContext;

/**
 * Memory estimate for a job's training, from the job file alone. The numbers of users and items
 * aren't known before rows are read, so a rating job gets the most ids that fit.
 */
final class MemoryCheck {
  private static final String SUBJECT = "memory";
  private static final int MOST = 1 << 28;

  private final JobConfig config;
  private final SparkContext spark;

  MemoryCheck(JobConfig config, SparkContext spark) {
    this.config = config;
    this.spark = spark;
  }

  Finding finding() {
    NetworkEstimate network = config.taskConfig().network(config.training().optimizer());
    return network instanceof NetworkEstimate.ByIds byIds
        ? byIds(byIds.designs())
        : bounded((NetworkEstimate.Bounded) network);
  }

  private Finding bounded(NetworkEstimate.Bounded network) {
    MemoryForecast forecast = forecast(network.design(), 1);
    return forecast.refusal().isPresent()
        ? refused(forecast)
        : Finding.ok(SUBJECT, "%s; counted: %s".formatted(forecast.summary(), network.counted()));
  }

  private Finding byIds(IntFunction<TowerDesign> designs) {
    MemoryForecast least = forecast(designs.apply(1), 1);
    if (least.refusal().isPresent()) {
      return refused(least);
    }
    int fitting = 1;
    while (fitting < MOST && fits(designs, 2 * fitting)) {
      fitting *= 2;
    }
    for (int step = fitting / 2; step > 0 && fitting < MOST; step /= 2) {
      fitting = fits(designs, fitting + step) ? fitting + step : fitting;
    }
    return Finding.ok(
        SUBJECT,
        "there is room for about %,d users and as many items (how many there are is unknown"
                .formatted(rounded(fitting))
            + " before the rows are read)");
  }

  private boolean fits(IntFunction<TowerDesign> designs, int ids) {
    return forecast(designs.apply(ids), ids).refusal().isEmpty();
  }

  /** With as many rows as ids: fewer can't be, and how many more is unknown. */
  private MemoryForecast forecast(TowerDesign design, long rows) {
    return MemoryForecast.of(config.training(), design, rows, spark);
  }

  private static Finding refused(MemoryForecast forecast) {
    return Finding.of(
        SUBJECT,
        forecast.refusal().orElseThrow(),
        "give it what stands in brackets, or lower the network's sizes");
  }

  /** Down to two digits. */
  private static long rounded(int number) {
    long unit = 1;
    while (number / unit >= 100) {
      unit *= 10;
    }
    return number / unit * unit;
  }
}
