package io.valora.tasks.rating;

import io.valora.evaluation.regression.RegressionMetrics;
import io.valora.report.Contender;
import io.valora.report.Contender.Role;
import io.valora.tasks.rating.RatingReport.Cell;
import io.valora.tasks.rating.RatingReport.Ranking;
import io.valora.tasks.rating.RatingReport.RankingRow;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The order of the report's rows and columns, and which value of a column is the best. */
public final class RatingTables {
  private final RatingReport report;

  public RatingTables(RatingReport report) {
    this.report = report;
  }

  /** The network first, the others as given. */
  public List<Contender> contenders() {
    return report.contenders().stream()
        .sorted(Comparator.comparing(one -> one.role() != Role.NETWORK))
        .toList();
  }

  /**
   * The smallest defined value of a column of scores; NaN, equal to nothing, when there is none.
   */
  public double least(ToDoubleFunction<RegressionMetrics> column) {
    return Contender.least(report.contenders(), column);
  }

  /** The largest defined value of a column of scores. */
  public double most(ToDoubleFunction<RegressionMetrics> column) {
    return Contender.most(report.contenders(), column);
  }

  /** The largest defined value of a column of the ranking table. */
  public double mostOf(Ranking ranking, ToDoubleFunction<RankingRow> column) {
    return ranking.rows().stream()
        .mapToDouble(column)
        .filter(Double::isFinite)
        .max()
        .orElse(Double.NaN);
  }

  /** The smallest defined value of a column of the ranking table. */
  public double leastOf(Ranking ranking, ToDoubleFunction<RankingRow> column) {
    return -mostOf(ranking, row -> -column.applyAsDouble(row));
  }

  /** The real stars of the test rows, ascending. */
  public List<Double> realStars() {
    return report.predictedAgainstReal().stream().map(Cell::real).distinct().sorted().toList();
  }

  /** The lower ends of the bins of predictions, ascending. */
  public List<Band> predictedBands() {
    return report.predictedAgainstReal().stream()
        .map(cell -> new Band(cell.predictedFrom(), cell.predictedTo()))
        .distinct()
        .sorted(Comparator.comparingDouble(Band::from))
        .toList();
  }

  /** Test rows with these real stars and a prediction in the band. */
  public long rowsAt(double real, Band band) {
    return report.predictedAgainstReal().stream()
        .filter(cell -> cell.real() == real && cell.predictedFrom() == band.from())
        .mapToLong(Cell::rows)
        .sum();
  }

  /** Predictions from {@code from} to below {@code to}, in stars. */
  public record Band(double from, double to) {}
}
