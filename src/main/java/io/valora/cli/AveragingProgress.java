package io.valora.cli;

import io.valora.training.EpochRecord;
import io.valora.tuning.averaging.AveragingListener;
import io.valora.tuning.averaging.AveragingNarrative;
import io.valora.tuning.averaging.GridPoint;
import io.valora.tuning.averaging.TrialConditions;
import io.valora.tuning.averaging.TrialResult;
import java.util.List;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows a comparison on the error stream: a log line as each grid point ends, and on a terminal one
 * line that updates while it trains.
 */
final class AveragingProgress implements AveragingListener, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AveragingProgress.class);

  private final Console console;
  private ProgressBar bar;
  private String place = "";
  private int count;

  AveragingProgress(Console console) {
    this.console = console;
  }

  @Override
  public void planned(List<GridPoint> points, TrialConditions conditions) {
    count = points.size();
    LOG.info(
        "averaging: {} grid points on {} train rows, at most {} epochs each, judged by {} validation"
            + " rows …",
        count,
        "%,d".formatted(conditions.trainRows()),
        conditions.plannedEpochs(),
        "%,d".formatted(conditions.validationRows()));
    List<Integer> crowded =
        points.stream()
            .map(GridPoint::shards)
            .filter(shards -> shards > conditions.slots())
            .distinct()
            .toList();
    AveragingNarrative.crowding(crowded, conditions.slots()).ifPresent(LOG::warn);
  }

  @Override
  public void pointStarted(int number, GridPoint point) {
    place = "%d/%d".formatted(number, count);
  }

  @Override
  public void epochFinished(EpochRecord epoch, int plannedEpochs) {
    if (!console.interactive()) {
      return;
    }
    if (bar == null) {
      bar =
          new ProgressBarBuilder()
              .setTaskName("Grid point " + place)
              .setInitialMax(plannedEpochs)
              .setStyle(ProgressBarStyle.ASCII)
              .setConsumer(new ConsoleProgressBarConsumer(console.err(), Console.columns()))
              .build();
    }
    bar.stepTo(epoch.epoch());
    bar.setExtraMessage(" validation metric %.4f".formatted(epoch.validation().metric()));
  }

  @Override
  public void pointFinished(TrialResult result) {
    close();
    LOG.info(
        "{} {}: validation {} after epoch {} of {} ({} s)",
        place,
        result.point().description(),
        "%.4f".formatted(result.validationMetric()),
        result.bestEpoch(),
        result.epochs(),
        "%.1f".formatted(result.seconds()));
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }
}
