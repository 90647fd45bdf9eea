package io.valora.cli;

import io.valora.base.Figure;
import io.valora.job.PipelineListener;
import io.valora.job.Stage;
import io.valora.pipeline.RunPlan;
import io.valora.training.EpochMetrics;
import io.valora.training.EpochRecord;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.apache.spark.SparkStatusTracker;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows a run: one line that updates on a terminal while it trains, one log line a stage and an
 * epoch elsewhere. Written to the error stream, so that results can be piped.
 */
final class ConsoleProgress implements PipelineListener, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ConsoleProgress.class);

  private final Console console;
  private final String metric;
  private final StageTicker ticker;
  private ProgressBar bar;
  private long startNanos;
  private int epochsBefore;
  private int lastEpoch;

  /**
   * @param metric that the training monitors, in words
   * @param spark whose tasks are counted in stages that take long
   */
  private ConsoleProgress(Console console, String metric, SparkStatusTracker spark) {
    this.console = console;
    this.metric = metric;
    this.ticker = new StageTicker(spark);
  }

  /** Of a run that begins. */
  static ConsoleProgress of(Console console, RunPlan plan, SparkSession spark) {
    return new ConsoleProgress(
        console,
        plan.config().training().earlyStopping().metric().label(),
        spark.sparkContext().statusTracker());
  }

  @Override
  public void stageStarted(Stage stage) {
    startNanos = System.nanoTime();
    epochsBefore = 0;
    LOG.info("{}: {} …", stage.label(), stage.description());
    ticker.at(stage.label());
  }

  @Override
  public void trainingResumed(int epoch, int finishedRounds) {
    epochsBefore = epoch - 1;
    LOG.info("Training resumes in epoch {}, behind averaging {}", epoch, finishedRounds);
  }

  @Override
  public void nothingToResume() {
    LOG.info("There is no checkpoint to go on from: training starts from the start");
  }

  @Override
  public void epochFinished(EpochRecord epoch, int plannedEpochs) {
    ticker.at(""); // epochs tell that it gets on
    if (epoch.epoch() <= lastEpoch) { // another training begins
      startNanos = System.nanoTime();
      epochsBefore = epoch.epoch();
    }
    lastEpoch = epoch.epoch();
    double seconds = (System.nanoTime() - startNanos) / 1e9;
    double left =
        seconds / (Math.max(1, epoch.epoch() - epochsBefore)) * (plannedEpochs - epoch.epoch());
    String text = text(epoch);
    if (console.interactive()) {
      advance(epoch.epoch(), plannedEpochs, text);
    } else {
      LOG.info(
          "Epoch {}/{}: {}, at most {} s left",
          epoch.epoch(),
          plannedEpochs,
          text,
          Math.round(left));
    }
  }

  private String text(EpochRecord epoch) {
    EpochMetrics validation = epoch.validation();
    String loss =
        Double.isNaN(validation.loss())
            ? ""
            : "validation loss %s, ".formatted(Figure.of(validation.loss()));
    boolean repeats = Double.isNaN(validation.loss()) || validation.metric() == validation.loss();
    String other =
        repeats ? "" : "validation %s %s, ".formatted(metric, Figure.of(validation.metric()));
    return "loss %s, %s%s%,.0f rows/s"
        .formatted(Figure.of(epoch.train().loss()), loss, other, epoch.rowsPerSecond());
  }

  @Override
  public void stageFinished(Stage stage, double seconds, String summary) {
    ticker.at("");
    endBar();
    LOG.info("{}: {} ({} s)", stage.label(), summary, "%.1f".formatted(seconds));
  }

  @Override
  public void close() {
    ticker.close();
    endBar();
  }

  private void endBar() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }

  private void advance(int epoch, int plannedEpochs, String text) {
    if (bar == null) {
      bar =
          new ProgressBarBuilder()
              .setTaskName("Epoch")
              .setInitialMax(plannedEpochs)
              .setStyle(ProgressBarStyle.ASCII)
              .setConsumer(new ConsoleProgressBarConsumer(console.err(), Console.columns()))
              .build();
    }
    bar.stepTo(epoch);
    bar.setExtraMessage(" " + text);
  }
}
