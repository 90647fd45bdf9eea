package io.valora.doctor;

import io.valora.job.JobConfig;
import io.valora.networks.Vocabularies;
import io.valora.tasks.rating.RatingConfig;
import io.valora.tasks.regression.RegressionConfig;
import io.valora.tasks.sentiment.SentimentConfig;
import io.valora.tower.TowerDesign;
import io.valora.training.memory.MemoryForecast;
import java.util.List;
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
    if (config.settings() instanceof RatingConfig rating) {
      return rating(ids -> design(rating, ids));
    }
    if (config.settings() instanceof SentimentConfig sentiment) {
      int rows =
          sentiment.text().hashBits() > 0
              ? 1 << sentiment.text().hashBits()
              : sentiment.text().vocabularySize() + 1;
      TowerDesign design =
          sentiment.network().network(rows, config.training().optimizer()).design();
      return known(design, "%,d terms; unknown is how many texts there are".formatted(rows));
    }
    RegressionConfig regression = (RegressionConfig) config.settings();
    int columns = regression.features().inputs().size();
    TowerDesign design =
        regression.network().network(columns, config.training().optimizer()).design();
    return known(design, "a number of each column; unknown is how many categories there are");
  }

  private Finding known(TowerDesign design, String counted) {
    MemoryForecast forecast = forecast(design, 1);
    return forecast.refusal().isPresent()
        ? refused(forecast)
        : Finding.ok(SUBJECT, "%s; counted: %s".formatted(forecast.summary(), counted));
  }

  private Finding rating(IntFunction<TowerDesign> designs) {
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

  private TowerDesign design(RatingConfig rating, int ids) {
    Vocabularies vocabularies = new Vocabularies(ids, ids);
    return rating
        .network()
        .network(vocabularies, List.of(), config.training().optimizer())
        .design();
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
