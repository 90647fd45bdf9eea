package io.valora.tasks.regression;

import io.valora.evaluation.Interval;
import io.valora.evaluation.regression.RegressionEvaluation;
import io.valora.evaluation.regression.RegressionMetrics;
import io.valora.evaluation.regression.WorstPrediction;
import io.valora.report.Figures;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;
import java.util.regex.Pattern;

/** The sentences of a regression's report, as plain text, and how it writes amounts. */
public final class RegressionNarrative {
  /** A number of more digits than anybody reads. */
  private static final Pattern DECIMALS = Pattern.compile("-?(?=.{8})\\d+\\.\\d+(E-?\\d+)?");

  private static final MathContext SHOWN = new MathContext(6);

  private static final int MOST_PLACES = 6;

  private final RegressionReport report;
  private final RegressionEvaluation model;
  private final int places;

  public RegressionNarrative(RegressionReport report) {
    this.report = report;
    this.model = report.model();
    this.places = placesFor(model.test().mae());
  }

  /** The first sentence of the page. */
  public String heldBack() {
    RegressionMetrics test = model.test();
    String opening =
        "On %s that it had never seen, it was off by %s on average"
            .formatted(rows(test.rows()), unit(test.mae()));
    if (model.worst().isEmpty()) {
      return opening + ".";
    }
    WorstPrediction worst = model.worst().get(0);
    return opening
        + "; the worst was off by %s: %s predicted, %s in truth."
            .formatted(
                amount(Math.abs(worst.predicted() - worst.real())),
                amount(worst.predicted()),
                real(worst.real()));
  }

  /** Phrase on R²; empty where it is not defined. */
  public Optional<String> explained() {
    double r2 = model.test().r2();
    if (!Double.isFinite(r2)) {
      return Optional.empty();
    }
    return Optional.of(
        r2 <= 0
            ? "R² is %s: it explains none of the differences between the %s."
                .formatted(Figures.score(r2), report.nouns().rows())
            : "R² is %s: of all the differences between the %s, it explains %s."
                .formatted(Figures.score(r2), report.nouns().rows(), Figures.tenths(r2)));
  }

  /** Phrase on an undefined R², behind a blank; else empty. */
  public String undefinedExplained() {
    return model.test().rows() > 0 && Double.isNaN(model.test().r2())
        ? " Undefined: %s.".formatted(RegressionMetrics.EQUAL_TARGETS)
        : "";
  }

  /** Phrase on the rows that MAPE leaves out, behind a blank; else empty. */
  public String zeros() {
    long zeros = model.test().zeroTargets();
    return zeros == 0 ? "" : " It leaves out %s whose real value is 0.".formatted(rows(zeros));
  }

  /** Compares the network with the average and with a straight line, where they were measured. */
  public Optional<String> comparison() {
    RegressionMetrics mean = report.result().baselines().get("mean");
    RegressionMetrics line = report.result().baselines().get("linear-regression");
    if (mean == null && line == null) {
      return Optional.empty();
    }
    String average =
        mean == null
            ? ""
            : "Always guessing the average would have been off by %s".formatted(unit(mean.mae()));
    String straight =
        line == null ? "" : "a straight line is off by %s".formatted(amount(line.mae()));
    String both = mean == null || line == null ? "" : "; ";
    return Optional.of(capital(average + both + straight) + ".");
  }

  /** Sentence on the RMSE's interval; empty when it is not defined. */
  public String interval() {
    Interval range = model.rmseInterval95();
    return Double.isNaN(range.low())
        ? ""
        : "95%% interval %s to %s".formatted(amount(range.low()), amount(range.high()));
  }

  /** Phrase on the number of test rows that are shown individually. */
  public String shown() {
    long rows = model.test().rows();
    int points = model.points().size();
    return points < rows
        ? "%s of the %s, drawn by a hash of their keys, are shown."
            .formatted(Figures.count(points), rows(rows))
        : "All %s are shown.".formatted(rows(rows));
  }

  /** Whether the only input can be an axis. */
  public boolean hasInputAxis() {
    return model.inputs().size() == 1
        && model.points().stream().anyMatch(point -> Double.isFinite(point.input()));
  }

  /** The only input, in words. */
  public String inputName() {
    return name(model.inputs().get(0));
  }

  /** A column's name in words. */
  public String name(String column) {
    return column.replace('_', ' ');
  }

  /** Sentence on the training's length and the kept epoch. */
  public String training() {
    return report.run().training().sentence();
  }

  /** The cell of an input; a number of many decimals with six digits. */
  public String cell(String text) {
    return DECIMALS.matcher(text).matches()
        ? new BigDecimal(text).round(SHOWN).stripTrailingZeros().toPlainString()
        : text;
  }

  /** A value of the target with as many decimals as its errors need. */
  public String amount(double value) {
    return Figures.decimals(value, places);
  }

  /** A value of the data, without decimals that it doesn't have. */
  public String real(double value) {
    return value == Math.rint(value) ? Figures.decimals(value, 0) : amount(value);
  }

  /** A mean error, with one decimal more. */
  public String score(double value) {
    return Figures.decimals(value, places + 1);
  }

  /** The lower or upper end of a bin of errors. */
  public String bound(double value) {
    return Figures.decimals(value, placesFor(model.errors().width()));
  }

  /** Decimals that show two digits of a number. */
  int places() {
    return places;
  }

  private static int placesFor(double size) {
    boolean known = Double.isFinite(size) && size > 0;
    int wanted = known ? 1 - (int) Math.floor(Math.log10(size)) : 1;
    return Math.max(0, Math.min(MOST_PLACES, wanted));
  }

  private String unit(double value) {
    return amount(value) + " " + report.nouns().unit();
  }

  private String rows(long count) {
    String noun = report.nouns().rows();
    boolean one = count == 1 && noun.endsWith("s");
    return Figures.count(count) + " " + (one ? noun.substring(0, noun.length() - 1) : noun);
  }

  private static String capital(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }
}
