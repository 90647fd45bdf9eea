package io.valora.tasks.rating;

import io.valora.evaluation.Histogram.Bin;
import io.valora.evaluation.ranking.RankingComparison;
import io.valora.evaluation.ranking.RankingMetrics;
import io.valora.evaluation.rating.StarDistribution;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The order of the report's rows and columns, and which value of a column is the best. */
public final class RatingTables {
  private final RatingReport report;
  private final List<Cell> cells;

  public RatingTables(RatingReport report) {
    this.report = report;
    this.cells =
        report.model().predictedAgainstReal().stream()
            .flatMap(
                stars ->
                    stars.predicted().bins().stream()
                        .filter(bin -> bin.rows() > 0)
                        .map(bin -> new Cell(stars.stars(), bin)))
            .toList();
  }

  /** Test rows with these real stars and a prediction in the bin; at least one row. */
  public record Cell(double real, Bin predicted) {}

  /** The largest defined value of a column of the ranking table. */
  public static double mostOf(RankingComparison ranking, ToDoubleFunction<RankingMetrics> column) {
    return ranking.contenders().stream()
        .mapToDouble(one -> column.applyAsDouble(one.metrics()))
        .filter(Double::isFinite)
        .max()
        .orElse(Double.NaN);
  }

  /** The smallest defined value of a column of the ranking table. */
  public static double leastOf(RankingComparison ranking, ToDoubleFunction<RankingMetrics> column) {
    return -mostOf(ranking, metrics -> -column.applyAsDouble(metrics));
  }

  /** Real and predicted stars of the test rows, ascending. */
  public List<Cell> cells() {
    return cells;
  }

  /** The real stars of the test rows, ascending. */
  public List<Double> realStars() {
    return report.model().predictedAgainstReal().stream().map(StarDistribution::stars).toList();
  }

  /** The bins of predictions that hold a test row, ascending. */
  public List<Band> predictedBands() {
    return cells.stream()
        .map(cell -> new Band(cell.predicted().from(), cell.predicted().to()))
        .distinct()
        .sorted(Comparator.comparingDouble(Band::from))
        .toList();
  }

  /** Test rows with these real stars and a prediction in the band. */
  public long rowsAt(double real, Band band) {
    return cells.stream()
        .filter(cell -> cell.real() == real && cell.predicted().from() == band.from())
        .mapToLong(cell -> cell.predicted().rows())
        .sum();
  }

  /** Predictions from {@code from} to below {@code to}, in stars. */
  public record Band(double from, double to) {}
}
