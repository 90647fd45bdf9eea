package io.valora.testing.tasks;

import io.valora.evaluation.DecidingRow;
import io.valora.evaluation.Histogram;
import io.valora.evaluation.Interval;
import io.valora.evaluation.ranking.ListDiversity;
import io.valora.evaluation.ranking.ListObjective;
import io.valora.evaluation.ranking.RankingComparison;
import io.valora.evaluation.ranking.RankingContender;
import io.valora.evaluation.ranking.RankingMetrics;
import io.valora.evaluation.rating.Familiarity;
import io.valora.evaluation.rating.KnownRatings;
import io.valora.evaluation.rating.RatingEvaluation;
import io.valora.evaluation.rating.RatingMetrics;
import io.valora.evaluation.rating.RatingResult;
import io.valora.evaluation.rating.SliceMetrics;
import io.valora.evaluation.rating.StarDistribution;
import io.valora.evaluation.rating.WorstError;
import io.valora.evaluation.regression.RegressionMetrics;
import io.valora.gates.GateResult;
import io.valora.gates.GateVerdict;
import io.valora.report.LedgerSection;
import io.valora.report.LineageSection;
import io.valora.report.LineageSection.Input;
import io.valora.report.Property;
import io.valora.report.QuarantineReason;
import io.valora.report.RunSections;
import io.valora.report.TrainingSection;
import io.valora.report.TrainingSection.Epoch;
import io.valora.tasks.rating.RatingReport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** A made-up run whose counts come from seeded predictions, so that all its parts agree. */
public final class SampleReport {
  public static final RegressionMetrics NETWORK = metrics(0.93, 0.731, 0.275, 0.311);

  private static final int ROWS = 2233;
  private static final Instant CREATED = Instant.parse("2025-11-21T14:05:00Z");

  private SampleReport() {}

  public static RatingReport full() {
    return with("experiences", worst(10));
  }

  /** The full report, with other texts where a user's data can reach. */
  public static RatingReport named(String text) {
    KnownRatings few = new KnownRatings(3, 4.25);
    return with(text, List.of(new WorstError(text, text, 1, 4.75, few, few)));
  }

  /** As little as a run can have: no test rows, one pass, nothing ranked or quarantined. */
  public static RatingReport bare() {
    double none = Double.NaN;
    RegressionMetrics nothing = new RegressionMetrics(0, none, none, none, none);
    return new RatingReport(
        new RunSections(
            "bare",
            "20251121-140500",
            CREATED,
            new TrainingSection("RMSE", List.of(new Epoch(1, 1.25, none, 1.1, none)), 1, 1),
            new LedgerSection(5, 5, 0, 0, 0, 5, 0, 0),
            List.of(),
            List.of(),
            List.of(),
            new LineageSection(7, List.of(), List.of()),
            List.of(),
            List.of(),
            List.of(),
            List.of()),
        new RatingResult(
            new RatingEvaluation(
                new RatingMetrics(nothing, new Interval(none, none), 0, 0),
                List.of(),
                new Histogram(-4, 0.25, List.of(0L)),
                List.of(),
                List.of()),
            Map.of(),
            Optional.empty()),
        Map.of());
  }

  public static RatingReport trained(RatingReport report, TrainingSection training) {
    return of(report, with(report.run(), training, report.run().ledger()));
  }

  public static RatingReport counted(RatingReport report, LedgerSection ledger) {
    return of(report, with(report.run(), report.run().training(), ledger));
  }

  /** The full report with other counts of its first sentence. */
  public static RatingReport heldBack(long rows, long near, long far, List<WorstError> worst) {
    RatingReport full = full();
    RegressionMetrics scores = new RegressionMetrics(rows, 0.93, 0.731, 0.275, 0.311);
    return of(
        full,
        evaluation(full, new RatingMetrics(scores, full.test().rmseInterval95(), near, far), worst),
        full.result().baselines());
  }

  public static RatingReport compared(Map<String, RegressionMetrics> baselines) {
    RatingReport full = full();
    return of(full, full.model(), baselines);
  }

  private static RatingReport of(RatingReport from, RunSections run) {
    return new RatingReport(run, from.result(), from.leaks());
  }

  private static RatingReport of(
      RatingReport from, RatingEvaluation model, Map<String, RegressionMetrics> baselines) {
    return new RatingReport(
        from.run(), new RatingResult(model, baselines, from.result().ranking()), from.leaks());
  }

  private static RatingEvaluation evaluation(
      RatingReport from, RatingMetrics test, List<WorstError> worst) {
    RatingEvaluation model = from.model();
    return new RatingEvaluation(
        test, model.slices(), model.errors(), model.predictedAgainstReal(), worst);
  }

  private static RunSections with(
      RunSections from, TrainingSection training, LedgerSection ledger) {
    return new RunSections(
        from.job(),
        from.runId(),
        from.created(),
        training,
        ledger,
        from.quarantined(),
        from.warnings(),
        from.configuration(),
        from.lineage(),
        from.advice(),
        from.gates(),
        from.facts(),
        from.goal());
  }

  private static List<GateResult> gates() {
    double none = Double.NaN;
    return List.of(
        new GateResult(
            "no-worse-than-simplest",
            GateVerdict.PASSED,
            "rmse",
            0.9123,
            1.0456,
            new Interval(-0.15, -0.11),
            "RMSE 0.9123, global-mean 1.0456",
            "",
            List.of(new DecidingRow(Map.of("user", "<u>"), 5, 1.5, 3.5))),
        new GateResult(
            "varied-lists",
            GateVerdict.FAILED,
            "shared items",
            0.97,
            0.8,
            new Interval(none, none),
            "two of 100 lists share 97 % of their items",
            "train longer"),
        GateResult.notJudged("no-worse-than-champion", "rmse", "there is no champion <yet>"));
  }

  private static RatingReport with(String job, List<WorstError> worst) {
    RunSections run =
        new RunSections(
            job,
            "20251121-140500-3f9c2a",
            CREATED,
            new TrainingSection("RMSE", epochs(), 9, 30),
            new LedgerSection(22_418, 22_399, 19, 0, 66, 17_867, 2233, 2233),
            List.of(
                new QuarantineReason("rating is not a number", 12, "\"n/a\""),
                new QuarantineReason("rating is outside 1 to 5", 7, "50")),
            List.of("2 pairs of items differ in case only"),
            settings(),
            lineage(),
            List.of(),
            gates(),
            List.of(),
            List.of());
    return new RatingReport(
        run,
        new RatingResult(evaluation(worst), baselines(), Optional.of(ranking())),
        Map.of(
            "same-input", 12L,
            "same-input-and-target", 5L,
            "unseen-user", 41L,
            "rows-of-unseen-user", 58L,
            "unseen-item", 19L,
            "rows-of-unseen-item", 74L));
  }

  private static RatingEvaluation evaluation(List<WorstError> worst) {
    double[][] pairs = pairs();
    long near = Arrays.stream(pairs).filter(pair -> off(pair) <= 0.5).count();
    long far = Arrays.stream(pairs).filter(pair -> off(pair) > 1.5).count();
    return new RatingEvaluation(
        new RatingMetrics(NETWORK, new Interval(0.902, 0.958), near, far),
        List.of(
            new SliceMetrics(Familiarity.KNOWN_USER_KNOWN_ITEM, 2101, 0.921),
            new SliceMetrics(Familiarity.KNOWN_USER_UNKNOWN_ITEM, 74, 1.068),
            new SliceMetrics(Familiarity.UNKNOWN_USER_KNOWN_ITEM, 58, 1.032),
            new SliceMetrics(Familiarity.UNKNOWN_USER_UNKNOWN_ITEM, 0, Double.NaN)),
        histogram(-4, 32, Arrays.stream(pairs).mapToDouble(pair -> pair[1] - pair[0]).toArray()),
        distributions(pairs),
        worst);
  }

  private static List<StarDistribution> distributions(double[][] pairs) {
    return IntStream.rangeClosed(1, 5)
        .mapToObj(
            stars ->
                new StarDistribution(
                    stars,
                    histogram(
                        0,
                        20,
                        Arrays.stream(pairs)
                            .filter(pair -> pair[0] == stars)
                            .mapToDouble(pair -> pair[1])
                            .toArray())))
        .toList();
  }

  private static Histogram histogram(double lowest, int bins, double[] values) {
    long[] counts = new long[bins];
    for (double value : values) {
      counts[(int) Math.min(bins - 1, Math.max(0, (value - lowest) / 0.25))]++;
    }
    return new Histogram(lowest, 0.25, LongStream.of(counts).boxed().toList());
  }

  private static RankingComparison ranking() {
    return new RankingComparison(
        10,
        List.of(
            new RankingContender(
                "network",
                ListObjective.STARS,
                new RankingMetrics(812, 0.0623, 0.048, lists(310, 0.22, 0.81))),
            new RankingContender(
                "most popular",
                ListObjective.COUNTS,
                new RankingMetrics(812, 0.094, 0.071, lists(12, 0.913, 0.99)))));
  }

  private static ListDiversity lists(long distinctItems, double overlap, double gini) {
    return new ListDiversity(812, 1000, distinctItems, overlap, gini);
  }

  private static double off(double[] pair) {
    return Math.abs(pair[1] - pair[0]);
  }

  private static double[][] pairs() {
    Random random = new Random(11);
    double[][] pairs = new double[ROWS][];
    for (int i = 0; i < ROWS; i++) {
      double taste = 3.7 + random.nextGaussian() * 0.75;
      double real = Math.min(5, Math.max(1, Math.round(taste + random.nextGaussian() * 0.6)));
      pairs[i] = new double[] {real, Math.min(4.99, Math.max(1, taste))};
    }
    return pairs;
  }

  public static List<WorstError> worst(int count) {
    Random random = new Random(5);
    List<WorstError> worst = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      worst.add(
          new WorstError(
              "guest-" + (1000 + random.nextInt(9000)),
              List.of("Sunset kayak tour", "Old town food walk", "Pottery").get(i % 3),
              1 + (i % 2),
              4.9 - i * 0.08,
              new KnownRatings(i == 4 ? 0 : random.nextInt(60) + 1, i == 4 ? Double.NaN : 4.31),
              new KnownRatings(random.nextInt(400) + 1, 4.44)));
    }
    return worst;
  }

  private static RegressionMetrics metrics(double rmse, double mae, double mape, double r2) {
    return new RegressionMetrics(ROWS, rmse, mae, mape, r2);
  }

  private static Map<String, RegressionMetrics> baselines() {
    Map<String, RegressionMetrics> baselines = new LinkedHashMap<>();
    baselines.put("global-mean", metrics(1.121, 0.94, 0.362, -0.001));
    baselines.put("item-mean", metrics(1.018, 0.81, 0.313, 0.175));
    baselines.put("bias", metrics(0.941, 0.739, 0.279, 0.295));
    baselines.put("als", metrics(0.934, 0.728, 0.277, 0.305));
    return baselines;
  }

  private static List<Epoch> epochs() {
    List<Epoch> epochs = new ArrayList<>();
    for (int i = 1; i <= 14; i++) {
      double train = 0.72 + 1.1 * Math.exp(-i / 2.5) - 0.012 * i;
      double validation = 0.84 + 1.0 * Math.exp(-i / 2.2) + 0.0022 * Math.max(0, i - 9) * (i - 9);
      epochs.add(new Epoch(i, train, validation, Math.sqrt(train), Math.sqrt(validation)));
    }
    return epochs;
  }

  private static List<Property> settings() {
    return List.of(
        new Property("job", "experiences"),
        new Property("training.epochs", "30"),
        new Property("training.learning-rate", "0.05"),
        new Property("network.hidden", "256, 64"));
  }

  private static LineageSection lineage() {
    return new LineageSection(
        42,
        List.of(new Input("s3a://ratings/2025/11/ratings.csv", "9f86d081884c7d65".repeat(4))),
        List.of(
            new Property("valora", "0.1.0"),
            new Property("spark", "3.5.5"),
            new Property("dl4j", "1.0.0-M2.1"),
            new Property("java", "17.0.15")));
  }
}
