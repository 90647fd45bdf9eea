package io.valora.testing.tasks;

import io.valora.base.KeyedHash;
import io.valora.evaluation.Histogram;
import io.valora.evaluation.Interval;
import io.valora.evaluation.regression.RegressionEvaluation;
import io.valora.evaluation.regression.RegressionMetrics;
import io.valora.evaluation.regression.RegressionPoint;
import io.valora.evaluation.regression.RegressionResult;
import io.valora.evaluation.regression.RegressionState;
import io.valora.evaluation.regression.WorstPrediction;
import io.valora.report.LedgerSection;
import io.valora.report.LineageSection;
import io.valora.report.LineageSection.Input;
import io.valora.report.Property;
import io.valora.report.QuarantineReason;
import io.valora.report.RunSections;
import io.valora.report.TrainingSection;
import io.valora.report.TrainingSection.Epoch;
import io.valora.tasks.regression.RegressionReport;
import io.valora.tasks.regression.RegressionReport.Nouns;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** A made-up run on 96 months whose numbers come from seeded predictions, so that they agree. */
public final class SampleRegression {
  private static final int ROWS = 96;
  private static final Instant CREATED = Instant.parse("2025-11-21T14:05:00Z");
  private static final Nouns NOUNS = new Nouns("months", "subscribers");

  private SampleRegression() {}

  public static RegressionReport full() {
    return with("marketing", NOUNS, result("monto_invertido", true));
  }

  /** Several inputs: no axis of the input. */
  public static RegressionReport manyInputs() {
    RegressionEvaluation model = result("monto_invertido", false).model();
    RegressionEvaluation several =
        new RegressionEvaluation(
            model.test(),
            model.rmseInterval95(),
            model.errors(),
            List.of("monto_invertido", "sucursal"),
            model.points(),
            List.of(new WorstPrediction(200, 188.5, List.of("83.2", "Norte"))));
    return with("marketing", NOUNS, new RegressionResult("nuevos_suscriptores", several, Map.of()));
  }

  /** The full report, with other texts where a user's data can reach. */
  public static RegressionReport named(String text) {
    return with(text, new Nouns(text, text), result(text, true));
  }

  /** As little as a run can have: one row, nothing defined, measured or quarantined. */
  public static RegressionReport bare() {
    double none = Double.NaN;
    return new RegressionReport(
        new RunSections(
            "bare",
            "20251121-140500",
            CREATED,
            new TrainingSection("RMSE", List.of(new Epoch(1, 1.25, none, 1.1, none)), 1, 1),
            new LedgerSection(5, 5, 0, 0, 0, 4, 0, 1),
            List.of(),
            List.of(),
            List.of(),
            new LineageSection(7, List.of(), List.of()),
            List.of(),
            List.of(),
            List.of(),
            List.of()),
        Nouns.of("rows", "", "the_target"),
        new RegressionResult(
            "the_target",
            new RegressionEvaluation(
                new RegressionMetrics(1, 0, 0, none, none),
                new Interval(none, none),
                new Histogram(0, 1, List.of(1L)),
                List.of("a"),
                List.of(),
                List.of()),
            Map.of()));
  }

  private static RegressionReport with(String job, Nouns nouns, RegressionResult result) {
    return new RegressionReport(
        new RunSections(
            job,
            "20251121-140500-3f9c2a",
            CREATED,
            new TrainingSection("RMSE", epochs(), 40, 60),
            new LedgerSection(487, 482, 5, 0, 2, 336, 48, 96),
            List.of(
                new QuarantineReason("monto_invertido is missing", 3, "is missing"),
                new QuarantineReason(
                    "monto_invertido must be a number", 2, "must be a number, not 'pendiente'")),
            List.of(),
            List.of(new Property("task", "regression"), new Property("network.hidden", "[]")),
            new LineageSection(
                42,
                List.of(new Input("sample:marketing", "ab".repeat(32))),
                List.of(new Property("spark", "3.5.5"))),
            List.of(),
            List.of(),
            List.of(),
            List.of()),
        nouns,
        result);
  }

  private static RegressionResult result(String input, boolean hasAxis) {
    List<RegressionPoint> points =
        IntStream.range(0, ROWS)
            .mapToObj(row -> point(row, hasAxis))
            .sorted(Comparator.comparingDouble(RegressionPoint::input))
            .toList();
    RegressionState state = new RegressionState();
    points.forEach(point -> state.add(point.real(), point.predicted()));
    List<WorstPrediction> worst =
        points.stream()
            .sorted(Comparator.comparingDouble(point -> -Math.abs(point.error())))
            .limit(10)
            .map(
                point ->
                    new WorstPrediction(
                        point.real(), point.predicted(), List.of("%.2f".formatted(point.input()))))
            .toList();
    Map<String, RegressionMetrics> baselines = new LinkedHashMap<>();
    baselines.put("mean", new RegressionMetrics(ROWS, 41.2, 36.1, 0.24, -0.004));
    baselines.put("linear-regression", new RegressionMetrics(ROWS, 4.21, 3.44, 0.021, 0.9893));
    return new RegressionResult(
        "nuevos_suscriptores",
        new RegressionEvaluation(
            state.metrics(), new Interval(3.7, 4.8), errors(points), List.of(input), points, worst),
        baselines);
  }

  private static RegressionPoint point(int row, boolean hasAxis) {
    double amount = 30 + 70 * KeyedHash.uniform(1, row);
    double noise = 0;
    for (int i = 0; i < 4; i++) {
      noise += KeyedHash.uniform(2, row, i) - 0.5;
    }
    double real = Math.round(2 * amount + 40 + 7.3 * noise);
    return new RegressionPoint(real, 2.01 * amount + 39.4, hasAxis ? amount : Double.NaN);
  }

  private static Histogram errors(List<RegressionPoint> points) {
    Long[] counts = new Long[14];
    Arrays.fill(counts, 0L);
    points.forEach(
        point -> counts[(int) Math.max(0, Math.min(13, Math.floor((point.error() + 14) / 2)))]++);
    return new Histogram(-14, 2, List.of(counts));
  }

  private static List<Epoch> epochs() {
    return IntStream.rangeClosed(1, 45)
        .mapToObj(
            epoch ->
                new Epoch(
                    epoch,
                    0.01 + Math.exp(-epoch / 6.0),
                    0.012 + Math.exp(-epoch / 6.0),
                    4.1 + 40 * Math.exp(-epoch / 5.0),
                    4.3 + 40 * Math.exp(-epoch / 5.0)))
        .toList();
  }
}
