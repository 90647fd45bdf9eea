package io.valora.cli.tuning;

import io.valora.tuning.averaging.AveragingComparison;
import io.valora.tuning.averaging.AveragingNarrative;
import io.valora.tuning.averaging.GridPoint;
import io.valora.tuning.averaging.TrialResult;
import java.io.PrintStream;
import java.util.Locale;
import picocli.CommandLine.Help.Ansi;

/**
 * A comparison as aligned columns whose cells hold no spaces, and the advice. The advised grid
 * point and the best metric stand out on a terminal.
 */
public final class AveragingTable {
  private static final String COLUMNS = "%6s  %13s  %10s  %6s  %10s  %10s  %8s  %8s  %8s  %5s%s";

  private final AveragingComparison comparison;

  public AveragingTable(AveragingComparison comparison) {
    this.comparison = comparison;
  }

  /**
   * @param ansi whether a terminal shows it
   */
  public void print(PrintStream out, Ansi ansi) {
    AveragingNarrative words = new AveragingNarrative(comparison);
    out.println(ansi.string("@|bold " + header() + "|@"));
    for (TrialResult result : comparison.results()) {
      out.println(ansi.string("@|" + style(result) + " " + row(result) + "|@"));
    }
    out.println();
    out.println(words.advice());
    if (comparison.hasAlternatives()) {
      words.lines().forEach(line -> out.println(ansi.string("  @|bold " + line + "|@")));
      out.println(words.jobFile());
    }
    words.crowding().ifPresent(out::println);
  }

  private String header() {
    String every =
        comparison.results().stream()
            .map(TrialResult::point)
            .filter(point -> !point.isReference())
            .map(GridPoint::unit)
            .findFirst()
            .orElse(GridPoint.REFERENCE.unit())
            .plural();
    return COLUMNS.formatted(
        "shards",
        "every-" + every,
        "best-epoch",
        "epochs",
        comparison.conditions().metric().toLowerCase(Locale.ROOT),
        "difference",
        "percent",
        "seconds",
        "rows/s",
        "speed",
        "");
  }

  private String row(TrialResult result) {
    GridPoint point = result.point();
    boolean reference = point.isReference();
    return String.format(
        Locale.ROOT,
        COLUMNS,
        point.shards(),
        reference ? "-" : point.frequency(),
        result.bestEpoch(),
        result.epochs(),
        number("%.4f", result.validationMetric()),
        reference ? "-" : number("%+.4f", comparison.difference(result)),
        reference ? "-" : number("%+.2f", 100 * comparison.relativeDifference(result)),
        number("%.1f", result.seconds()),
        number("%.0f", result.rowsPerSecond()),
        number("%.2f", comparison.speed(result)),
        comparison.isAdvised(result) ? "  advised" : "");
  }

  private String style(TrialResult result) {
    if (comparison.isAdvised(result)) {
      return "bold,green";
    }
    return comparison.isWithinTolerance(result) ? "reset" : "faint";
  }

  private static String number(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }
}
