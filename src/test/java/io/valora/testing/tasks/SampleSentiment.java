package io.valora.testing.tasks;

import io.valora.evaluation.Interval;
import io.valora.evaluation.WilsonInterval;
import io.valora.evaluation.classification.CalibrationBin;
import io.valora.evaluation.classification.ClassBalance;
import io.valora.evaluation.classification.ClassCounts;
import io.valora.evaluation.classification.ClassNames;
import io.valora.evaluation.classification.ClassSlice;
import io.valora.evaluation.classification.ClassificationEvaluation;
import io.valora.evaluation.classification.ClassificationMetrics;
import io.valora.evaluation.classification.ClassificationResult;
import io.valora.evaluation.classification.ConfusionCounts;
import io.valora.evaluation.classification.EpochLoss;
import io.valora.evaluation.classification.Misclassified;
import io.valora.evaluation.classification.OverfittingVerdict;
import io.valora.evaluation.classification.RocPoint;
import io.valora.evaluation.classification.WordWeight;
import io.valora.report.RunSections;
import io.valora.report.TrainingSection;
import io.valora.report.TrainingSection.Epoch;
import io.valora.tasks.rating.RatingReport;
import io.valora.tasks.sentiment.SentimentReport;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** A synthetic run of a sentiment model. */
public final class SampleSentiment {
  public static final ConfusionCounts COUNTS = new ConfusionCounts(11_523, 1011, 11_489, 977);

  private static final ClassCounts CLASSES =
      new ClassCounts(
          new ClassNames("bad", "good"),
          Map.of("test", new ClassBalance(COUNTS.negatives(), COUNTS.positives())));

  private SampleSentiment() {}

  public static SentimentReport full() {
    return of("reviews", mistakes(10, "A film that could have been great."), baselines());
  }

  /** The full report, with other texts where a user's data can reach. */
  public static SentimentReport named(String text) {
    return of(text, mistakes(1, text), Map.of(text, metrics(COUNTS, 0.9)));
  }

  /** The full report of a training whose monitored metric is the loss. */
  public static SentimentReport monitoringLoss() {
    SentimentReport full = full();
    TrainingSection was = full.run().training();
    return with(
        SampleReport.full(),
        "reviews",
        full.result(),
        new TrainingSection("loss", was.epochs(), was.bestEpoch(), was.plannedEpochs()));
  }

  public static SentimentReport compared(Map<String, ClassificationMetrics> baselines) {
    return of("reviews", List.of(), baselines);
  }

  /** As little as a run can have: one class, no baselines, one pass. */
  public static SentimentReport bare() {
    double none = Double.NaN;
    ClassificationMetrics metrics =
        new ClassificationMetrics(
            new ConfusionCounts(1, 0, 0, 0), new Interval(none, none), 0, 0, 0, none, none);
    ClassificationResult result =
        new ClassificationResult(
            new ClassificationEvaluation(0.5, metrics, List.of(), List.of(), List.of(), List.of()),
            Map.of(),
            OverfittingVerdict.of(List.of()),
            ClassCounts.NONE);
    RatingReport rating = SampleReport.bare();
    return with(rating, "bare", result, new TrainingSection("accuracy", List.of(), 1, 1));
  }

  public static ClassificationMetrics metrics(ConfusionCounts counts, double rocAuc) {
    Interval interval = WilsonInterval.of(counts.right(), counts.rows());
    return new ClassificationMetrics(counts, interval, 1 - rocAuc / 2, 0.06, 0.021, rocAuc, rocAuc);
  }

  public static Map<String, ClassificationMetrics> baselines() {
    Map<String, ClassificationMetrics> baselines = new LinkedHashMap<>();
    baselines.put("majority-class", metrics(new ConfusionCounts(0, 0, 12_500, 12_500), 0.5));
    baselines.put("naive-bayes", metrics(new ConfusionCounts(10_200, 1100, 11_400, 2300), 0.92));
    baselines.put(
        "logistic-regression", metrics(new ConfusionCounts(11_300, 1250, 11_250, 1200), 0.965));
    return baselines;
  }

  private static SentimentReport of(
      String job, List<Misclassified> mistakes, Map<String, ClassificationMetrics> baselines) {
    List<Epoch> epochs = epochs();
    ClassificationEvaluation model =
        new ClassificationEvaluation(
            0.487, metrics(COUNTS, 0.973), slices(), calibration(), roc(), mistakes);
    OverfittingVerdict verdict =
        OverfittingVerdict.of(
            epochs.stream()
                .map(one -> new EpochLoss(one.number(), one.trainLoss(), one.validationLoss()))
                .toList());
    return with(
        SampleReport.full(),
        job,
        new ClassificationResult(model, baselines, verdict, CLASSES),
        new TrainingSection("accuracy", epochs, 4, 10));
  }

  private static SentimentReport with(
      RatingReport from, String job, ClassificationResult result, TrainingSection training) {
    RunSections run = from.run();
    return new SentimentReport(
        new RunSections(
            job,
            run.runId(),
            run.created(),
            training,
            run.ledger(),
            run.quarantined(),
            run.warnings(),
            run.configuration(),
            run.lineage(),
            run.advice(),
            run.gates(),
            run.facts(),
            run.goal()),
        result);
  }

  private static List<Misclassified> mistakes(int count, String text) {
    List<Misclassified> found = new ArrayList<>();
    for (int row = 0; row < count; row++) {
      int label = row % 2;
      double sign = label == 0 ? 1 : -1;
      found.add(
          new Misclassified(
              row,
              label,
              label == 0 ? 0.99 - row / 100.0 : 0.01 + row / 100.0,
              (text + " ").repeat(count).strip(),
              List.of(
                  new WordWeight(label == 0 ? "great" : "boring", sign * 1.52),
                  new WordWeight(text.substring(0, 6), sign * 0.4))));
    }
    return found;
  }

  private static List<ClassSlice> slices() {
    return List.of(
        new ClassSlice("label", "1", 12_500, 11_523),
        new ClassSlice("label", "0", 12_500, 11_489),
        new ClassSlice("words", "up to 100", 3000, 2790),
        new ClassSlice("words", "above 400", 0, 0));
  }

  private static List<CalibrationBin> calibration() {
    return IntStream.range(0, 15)
        .mapToObj(
            bin -> {
              double middle = (bin + 0.5) / 15;
              double share = Math.pow(middle, 1.2);
              return new CalibrationBin(
                  bin / 15.0, (bin + 1) / 15.0, 1 + Math.abs(bin - 7) * 440, middle, share);
            })
        .toList();
  }

  private static List<RocPoint> roc() {
    return IntStream.rangeClosed(0, 100)
        .mapToObj(
            step -> new RocPoint(1 - step / 100.0, step / 100.0, Math.pow(step / 100.0, 0.05)))
        .toList();
  }

  private static List<Epoch> epochs() {
    return IntStream.rangeClosed(1, 7)
        .mapToObj(
            pass -> {
              double train = 0.55 * Math.exp(-pass / 3.0);
              double validation = 0.24 + 0.3 * Math.exp(-pass) + 0.006 * Math.max(0, pass - 4);
              return new Epoch(pass, train, validation, 1 - train / 2.5, 0.915 - validation / 20);
            })
        .toList();
  }
}
