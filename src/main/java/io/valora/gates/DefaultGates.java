package io.valora.gates;

import io.valora.base.Figure;
import io.valora.evaluation.ConstantComparison;
import io.valora.evaluation.Interval;
import io.valora.evaluation.PairedMetrics;
import io.valora.evaluation.classification.ClassificationMetrics;
import io.valora.evaluation.classification.ConfusionCounts;
import io.valora.evaluation.classification.RocPoint;
import io.valora.evaluation.ranking.ListDiversity;
import io.valora.evaluation.ranking.RankingComparison;
import io.valora.evaluation.ranking.RankingMetrics;
import io.valora.gates.GateResult.Figures;
import java.util.List;
import java.util.Optional;

/** Rules that every run has to pass to become champion. */
public final class DefaultGates {
  /** Fails where the test metric isn't a number. */
  public static final String FINITE = "finite-metric";

  /** Fails where the model predicts the same for every row. */
  public static final String VARIED = "varied-predictions";

  /** Fails where the test rows are of one class. */
  public static final String BOTH_CLASSES = "both-classes";

  /** Fails where the model is worse than the simplest baseline. */
  public static final String NO_WORSE = "no-worse-than-simplest";

  /** Fails where everybody gets the same list. */
  public static final String VARIED_LISTS = "varied-lists";

  /** With fewer rows the interval of a difference says too little. */
  static final int LEAST_ROWS = 30;

  private static final double CHANCE = 0.5;
  private static final String RMSE = "rmse";
  private static final String OVERLAP = "mean-overlap";
  private static final String TRAIN_MORE =
      "look at the learning curve in the report: a smaller learning rate, more epochs or more rows";

  private DefaultGates() {}

  /** All names. */
  public static List<String> names() {
    return List.of(FINITE, VARIED, BOTH_CLASSES, NO_WORSE, VARIED_LISTS);
  }

  /** Of the metric that a task's models are judged by. */
  public static GateResult finite(String metric, double value) {
    return GateResult.judged(
        FINITE,
        Double.isFinite(value),
        new Figures(metric, value, Double.NaN),
        "the %s of the test rows is %s".formatted(metric, Figure.of(value)),
        "a smaller learning rate may keep training stable");
  }

  /** Of a model that predicts numbers. */
  public static GateResult varied(ConstantComparison model) {
    if (model.rmse().rows() < 2) {
      return GateResult.notJudged(VARIED, "spread", "there are fewer than two test rows");
    }
    double spread = model.greatest() - model.least();
    return GateResult.judged(
        VARIED,
        spread > 0,
        new Figures("spread", spread, 0),
        "the predictions for %,d test rows lie between %s and %s"
            .formatted(model.rmse().rows(), Figure.of(model.least()), Figure.of(model.greatest())),
        "the network learned nothing from its inputs: look at them and at the learning rate");
  }

  /**
   * Of a classifier.
   *
   * @param roc of the test rows
   */
  public static GateResult varied(ClassificationMetrics model, List<RocPoint> roc) {
    if (roc.isEmpty()) {
      return GateResult.notJudged(VARIED, "roc-auc", "the test rows are of one class");
    }
    boolean oneStep = roc.stream().allMatch(DefaultGates::isCorner);
    return GateResult.judged(
        VARIED,
        !oneStep || model.rocAuc() != CHANCE,
        new Figures("roc-auc", model.rocAuc(), CHANCE),
        "the ROC AUC of the test rows is " + Figure.of(model.rocAuc()),
        "every text has the same score: look at the inputs and at the learning rate");
  }

  private static boolean isCorner(RocPoint point) {
    return point.falsePositiveRate() == point.truePositiveRate()
        && (point.falsePositiveRate() == 0 || point.falsePositiveRate() == 1);
  }

  /** Of a classifier's test rows. */
  public static GateResult bothClasses(ConfusionCounts test) {
    long rarer = Math.min(test.negatives(), test.positives());
    return GateResult.judged(
        BOTH_CLASSES,
        rarer > 0,
        new Figures("rows-of-rarer-class", rarer, 1),
        "%,d test rows are of the rarer class".formatted(rarer),
        "a test part of one class shows nothing: more rows, or a larger split.test-fraction");
  }

  /**
   * Of a model that predicts numbers.
   *
   * @param simplest the name of the constant that it is compared with
   */
  public static GateResult noWorse(ConstantComparison model, String simplest) {
    PairedMetrics rmse = model.rmse();
    if (rmse.rows() < LEAST_ROWS) {
      return fewRows(RMSE, rmse.rows());
    }
    if (rmse.second() == 0) {
      return GateResult.notJudged(
          NO_WORSE, RMSE, "every target of the test rows is the same: nothing to tell apart");
    }
    Interval difference = rmse.difference95();
    return GateResult.judged(
        NO_WORSE,
        !(difference.low() > 0),
        new Figures(RMSE, rmse.first(), rmse.second()),
        difference,
        compared("RMSE", simplest, rmse.first(), rmse.second(), difference),
        TRAIN_MORE);
  }

  /**
   * Of a classifier: fails where its accuracy is lower than that of the more frequent class, and it
   * doesn't tell the classes apart either, by the mean of both recalls. A classifier of rare things
   * may give up accuracy for recall.
   *
   * @param positive whether 1 is the more frequent class of the rows that training saw
   */
  public static GateResult noWorse(ConfusionCounts test, boolean positive, String simplest) {
    if (test.rows() < LEAST_ROWS || test.positives() == 0 || test.negatives() == 0) {
      return test.rows() < LEAST_ROWS
          ? fewRows("accuracy", test.rows())
          : GateResult.notJudged(NO_WORSE, "accuracy", "the test rows are of one class");
    }
    long gained = positive ? test.trueNegatives() : test.truePositives();
    long lost = positive ? test.falseNegatives() : test.falsePositives();
    double rows = test.rows();
    double mean = (gained - lost) / rows;
    double variance = (gained + lost - rows * mean * mean) / (rows - 1);
    Interval difference = Interval.normal95(mean, Math.sqrt(variance / rows));
    double simple = (double) (positive ? test.positives() : test.negatives()) / rows;
    return GateResult.judged(
        NO_WORSE,
        !(difference.high() < 0) || tellsApart(test),
        new Figures("accuracy", test.accuracy(), simple),
        difference,
        compared("accuracy", simplest, test.accuracy(), simple, difference),
        TRAIN_MORE);
  }

  /** Whether the mean of both recalls is above that of guessing by its 95 % interval. */
  private static boolean tellsApart(ConfusionCounts test) {
    double ofOnes = test.recall();
    double ofZeros = (double) test.trueNegatives() / test.negatives();
    double variance =
        ofOnes * (1 - ofOnes) / test.positives() + ofZeros * (1 - ofZeros) / test.negatives();
    return Interval.normal95((ofOnes + ofZeros) / 2, Math.sqrt(variance) / 2).low() > CHANCE;
  }

  /**
   * Of the lists that are recommended: fails where they are nearly the same for everybody, and
   * share at least as much as one list for everybody does once what each user rated is left out.
   */
  public static GateResult variedLists(RankingComparison ranking) {
    Optional<ListDiversity> own = ranking.recommended().map(RankingMetrics::diversity);
    if (own.isEmpty()) {
      return GateResult.notJudged(VARIED_LISTS, OVERLAP, "no lists were measured");
    }
    double popular =
        ranking
            .metrics(RankingComparison.POPULARITY)
            .map(metrics -> metrics.diversity().meanOverlap())
            .orElse(1.0);
    return variedLists(own.get(), ranking.k(), popular);
  }

  private static GateResult variedLists(ListDiversity lists, int k, double popular) {
    if (lists.lists() < 2 || lists.catalogItems() < 2L * k) {
      return GateResult.notJudged(
          VARIED_LISTS,
          OVERLAP,
          lists.lists() < 2
              ? "there are fewer than two lists"
              : "%,d items leave no choice for lists of %d".formatted(lists.catalogItems(), k));
    }
    return GateResult.judged(
        VARIED_LISTS,
        !lists.isNearlyTheSame(k) || lists.meanOverlap() < popular,
        new Figures(OVERLAP, lists.meanOverlap(), popular),
        "two of %,d lists share %.0f %% of their items, two lists of popular items %.0f %%"
            .formatted(lists.lists(), 100 * lists.meanOverlap(), 100 * popular),
        "everybody gets the same list: recommend.objective: ranking trains for lists");
  }

  private static GateResult fewRows(String metric, long rows) {
    return GateResult.notJudged(
        NO_WORSE, metric, "%,d test rows are too few (at least %d)".formatted(rows, LEAST_ROWS));
  }

  private static String compared(
      String metric, String simplest, double figure, double bound, Interval difference) {
    return "%s %s, %s %s, difference %s to %s with 95 %% confidence"
        .formatted(
            metric,
            Figure.of(figure),
            simplest,
            Figure.of(bound),
            Figure.of(difference.low()),
            Figure.of(difference.high()));
  }
}
