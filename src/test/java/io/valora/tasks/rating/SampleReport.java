package io.valora.tasks.rating;

import io.valora.evaluation.regression.RegressionMetrics;
import io.valora.report.Contender;
import io.valora.report.Contender.Role;
import io.valora.report.LedgerSection;
import io.valora.report.LineageSection;
import io.valora.report.LineageSection.Input;
import io.valora.report.Property;
import io.valora.report.QuarantineReason;
import io.valora.report.RunSections;
import io.valora.report.TrainingSection;
import io.valora.report.TrainingSection.Epoch;
import io.valora.tasks.rating.RatingReport.Bin;
import io.valora.tasks.rating.RatingReport.Cell;
import io.valora.tasks.rating.RatingReport.Example;
import io.valora.tasks.rating.RatingReport.HeldBack;
import io.valora.tasks.rating.RatingReport.History;
import io.valora.tasks.rating.RatingReport.Interval;
import io.valora.tasks.rating.RatingReport.Leaks;
import io.valora.tasks.rating.RatingReport.Nouns;
import io.valora.tasks.rating.RatingReport.Ranking;
import io.valora.tasks.rating.RatingReport.RankingRow;
import io.valora.tasks.rating.RatingReport.Slice;
import io.valora.tasks.rating.RatingReport.Spread;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** A made-up run whose counts come from seeded predictions, so that all its parts agree. */
public final class SampleReport {
  private static final int ROWS = 2233;
  private static final Instant CREATED = Instant.parse("2025-11-21T14:05:00Z");

  private SampleReport() {}

  public static RatingReport full() {
    return with("experiences", new Nouns("guest", "experience"), worst(10));
  }

  /** The full report, with other texts where a user's data can reach. */
  static RatingReport named(String text) {
    History few = new History(3, 4.25);
    return with(text, new Nouns(text, text), List.of(new Example(text, text, 1, 4.75, few, few)));
  }

  /** As little as a run can have: no test rows, one pass, nothing ranked or quarantined. */
  public static RatingReport bare() {
    double none = Double.NaN;
    return new RatingReport(
        new RunSections(
            "bare",
            "20251121-140500",
            CREATED,
            new TrainingSection("RMSE", List.of(new Epoch(1, 1.25, none, 1.1, none)), 1, 1),
            new LedgerSection(5, 5, 0, 0, 5, 0, 0),
            List.of(),
            List.of(),
            new LineageSection(7, List.of(), List.of())),
        Nouns.PLAIN,
        new HeldBack(0, 0, 0, List.of()),
        List.of(
            new Contender(
                Role.NETWORK,
                "network",
                "learned",
                new RegressionMetrics(0, none, none, none, none))),
        new Interval(none, none),
        List.of(),
        List.of(),
        List.of(),
        Optional.empty(),
        new Leaks(0, 0, 0, 0, 0, 0));
  }

  static RatingReport trained(RatingReport report, TrainingSection training) {
    RunSections run = report.run();
    return copy(report, with(run, training, run.ledger()), report.heldBack(), report.contenders());
  }

  static RatingReport counted(RatingReport report, LedgerSection ledger) {
    RunSections run = report.run();
    return copy(report, with(run, run.training(), ledger), report.heldBack(), report.contenders());
  }

  static RatingReport heldBack(HeldBack heldBack) {
    RatingReport full = full();
    return copy(full, full.run(), heldBack, full.contenders());
  }

  static RatingReport compared(List<Contender> contenders) {
    RatingReport full = full();
    return copy(full, full.run(), full.heldBack(), contenders);
  }

  private static RatingReport copy(
      RatingReport from, RunSections run, HeldBack heldBack, List<Contender> contenders) {
    return new RatingReport(
        run,
        from.nouns(),
        heldBack,
        contenders,
        from.rmseInterval(),
        from.errors(),
        from.predictedAgainstReal(),
        from.slices(),
        from.ranking(),
        from.leaks());
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
        from.configuration(),
        from.lineage());
  }

  private static RatingReport with(String job, Nouns nouns, List<Example> worst) {
    double[][] pairs = pairs();
    long near = IntStream.range(0, ROWS).filter(i -> off(pairs[i]) <= 0.5).count();
    long far = IntStream.range(0, ROWS).filter(i -> off(pairs[i]) > 1.5).count();
    return new RatingReport(
        new RunSections(
            job,
            "20251121-140500-3f9c2a",
            CREATED,
            new TrainingSection("RMSE", epochs(), 9, 30),
            new LedgerSection(22_418, 22_399, 19, 66, 17_867, 2233, 2233),
            List.of(
                new QuarantineReason("rating is not a number", 12, "\"n/a\""),
                new QuarantineReason("rating is outside 1 to 5", 7, "50")),
            settings(),
            lineage()),
        nouns,
        new HeldBack(ROWS, near, far, worst),
        contenders(),
        new Interval(0.902, 0.958),
        bins(pairs),
        cells(pairs),
        List.of(
            new Slice("known user, known item", 2101, 0.921),
            new Slice("known user, unknown item", 74, 1.068),
            new Slice("unknown user, known item", 58, 1.032),
            new Slice("unknown user, unknown item", 0, Double.NaN)),
        Optional.of(
            new Ranking(
                10,
                812,
                List.of(
                    new RankingRow(
                        "network",
                        "stars",
                        0.0623,
                        0.048,
                        new Spread(0.31, 310, 0.22, 0.81, false)),
                    new RankingRow(
                        "most popular",
                        "counts",
                        0.094,
                        0.071,
                        new Spread(0.012, 12, 0.913, 0.99, true))))),
        new Leaks(12, 5, 41, 58, 19, 74));
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

  static List<Example> worst(int count) {
    Random random = new Random(5);
    List<Example> worst = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      worst.add(
          new Example(
              "guest-" + (1000 + random.nextInt(9000)),
              List.of("Sunset kayak tour", "Old town food walk", "Pottery").get(i % 3),
              1 + (i % 2),
              4.9 - i * 0.08,
              i == 4 ? new History(0, Double.NaN) : new History(random.nextInt(60) + 1, 4.31),
              new History(random.nextInt(400) + 1, 4.44)));
    }
    return worst;
  }

  private static List<Contender> contenders() {
    return List.of(
        new Contender(
            Role.BASELINE,
            "overall mean",
            "The mean of all training ratings for every row.",
            new RegressionMetrics(0, 1.121, 0.94, 0.362, -0.001)),
        new Contender(
            Role.ITEM_MEAN,
            "experience mean",
            "The mean training rating of the experience.",
            new RegressionMetrics(0, 1.018, 0.81, 0.313, 0.175)),
        new Contender(
            Role.BASELINE,
            "biases",
            "Mean plus how generous the guest and how good the item is.",
            new RegressionMetrics(0, 0.941, 0.739, 0.279, 0.295)),
        new Contender(
            Role.BASELINE,
            "ALS",
            "Matrix factorization by alternating least squares.",
            new RegressionMetrics(0, 0.934, 0.728, 0.277, 0.305)),
        new Contender(
            Role.NETWORK,
            "network",
            "Embeddings of guest and experience, then dense layers.",
            new RegressionMetrics(0, 0.93, 0.731, 0.275, 0.311)));
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

  private static List<Bin> bins(double[][] pairs) {
    List<Bin> bins = new ArrayList<>();
    for (double from = -4; from < 4; from += 0.25) {
      double low = from;
      bins.add(
          new Bin(
              low, low + 0.25, count(pairs, p -> p[1] - p[0] >= low && p[1] - p[0] < low + 0.25)));
    }
    return bins;
  }

  private static List<Cell> cells(double[][] pairs) {
    Map<List<Double>, Long> rows = new TreeMap<>((a, b) -> a.toString().compareTo(b.toString()));
    for (double[] pair : pairs) {
      rows.merge(List.of(pair[0], Math.floor(pair[1] * 2) / 2), 1L, Long::sum);
    }
    List<Cell> cells = new ArrayList<>();
    rows.forEach((at, n) -> cells.add(new Cell(at.get(0), at.get(1), at.get(1) + 0.5, n)));
    return cells;
  }

  private static long count(double[][] pairs, Predicate<double[]> in) {
    return Arrays.stream(pairs).filter(in).count();
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
