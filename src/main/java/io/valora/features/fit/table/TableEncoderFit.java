package io.valora.features.fit.table;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;

import io.valora.base.JobException;
import io.valora.base.Outcome;
import io.valora.features.fit.MultiCells;
import io.valora.features.fit.table.CategoryCounts.Entry;
import io.valora.features.fit.table.ColumnStatistics.Measured;
import io.valora.features.table.CategoricalColumn;
import io.valora.features.table.FeatureColumn;
import io.valora.features.table.FeatureKind;
import io.valora.features.table.FittedColumn;
import io.valora.features.table.FittedTarget;
import io.valora.features.table.Imputation;
import io.valora.features.table.MultiColumn;
import io.valora.features.table.NumericColumn;
import io.valora.features.table.NumericScale;
import io.valora.features.table.Scaling;
import io.valora.features.table.TableEncoder;
import io.valora.features.table.TableFeaturesConfig;
import io.valora.features.table.TimestampColumn;
import io.valora.schema.Bounds;
import io.valora.schema.ColumnSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;

/** Fit of a {@link TableEncoder}: one aggregation, and one job more where values are counted. */
public final class TableEncoderFit {
  private static final double SECONDS_PER_DAY = 86_400;

  private final TableFeaturesConfig config;
  private final List<ColumnStatistics> statistics;
  private final CategoryCounts categories;

  private TableEncoderFit(
      TableFeaturesConfig config, List<ColumnStatistics> statistics, CategoryCounts categories) {
    this.config = config;
    this.statistics = statistics;
    this.categories = categories;
  }

  /**
   * Learns from train alone.
   *
   * @throws JobException when train has no rows, or a column has no value in any of them
   */
  public static TableEncoder of(Dataset<Row> train, TableFeaturesConfig config) {
    List<Measured> measured = new ArrayList<>();
    config.columns().forEach(column -> measured.add(measured(column)));
    measured.add(Measured.numbers(config.target()));
    return new TableEncoderFit(
            config,
            ColumnStatistics.of(train, measured),
            CategoryCounts.of(train, counted(config), config.maxCategories()))
        .encoder();
  }

  private static Measured measured(FeatureColumn column) {
    return column.kind().isOfFlags()
        ? Measured.counts(column.name())
        : Measured.numbers(column.name());
  }

  private static Map<String, Column> counted(TableFeaturesConfig config) {
    Map<String, Column> counted = new LinkedHashMap<>();
    for (FeatureColumn column : config.columns()) {
      if (column.kind() == FeatureKind.CATEGORICAL) {
        counted.put(column.name(), array(col(column.name())));
      } else if (column.kind() == FeatureKind.MULTI) {
        counted.put(column.name(), MultiCells.values(col(column.name()), column.separator()));
      } else if (column.impute() == Imputation.MOST_FREQUENT) {
        counted.put(column.name(), array(col(column.name()).cast(DataTypes.DoubleType)));
      }
    }
    return counted;
  }

  private TableEncoder encoder() {
    ColumnStatistics target = statistics.get(config.columns().size());
    if (target.rows() == 0) {
      throw cannot("the train split has no rows");
    }
    List<FittedColumn> columns = new ArrayList<>();
    for (int i = 0; i < config.columns().size(); i++) {
      columns.add(fitted(config.columns().get(i), statistics.get(i)));
    }
    return new TableEncoder(
        new FittedTarget(
            config.target(),
            target.mean(),
            target.standardDeviation(),
            target.lowest(),
            target.highest()),
        columns);
  }

  private FittedColumn fitted(FeatureColumn column, ColumnStatistics train) {
    if (train.values() == 0) {
      throw cannot("no row of the train split has a value in " + column.name());
    }
    return switch (column.kind()) {
      case NUMERIC ->
          new NumericColumn(
              cells(column), train.missing(), scale(column.scale(), fill(column, train, 0), train));
      case CATEGORICAL -> categorical(column, train);
      case MULTI -> multi(column, train);
      case TIMESTAMP -> timestamp(column, train);
    };
  }

  private CategoricalColumn categorical(FeatureColumn column, ColumnStatistics train) {
    List<Entry> known = categories.of(column.name());
    return new CategoricalColumn(
        cells(column),
        train.missing(),
        known.stream().map(Entry::value).toList(),
        train.values() - known.stream().mapToLong(Entry::rows).sum(),
        column.impute() == Imputation.ZERO ? "" : known.get(0).value());
  }

  private MultiColumn multi(FeatureColumn column, ColumnStatistics train) {
    List<String> values = categories.of(column.name()).stream().map(Entry::value).toList();
    if (values.isEmpty()) {
      throw cannot("no cell of the train split has a value in " + column.name());
    }
    return new MultiColumn(cells(column), train.missing(), values, column.separator());
  }

  /** Its numbers are seconds since 1970, and become days since the earliest. */
  private TimestampColumn timestamp(FeatureColumn column, ColumnStatistics train) {
    double earliest = train.lowest();
    double fill = (fill(column, train, earliest) - earliest) / SECONDS_PER_DAY;
    return new TimestampColumn(
        cells(column),
        train.missing(),
        Instant.ofEpochMilli(Math.round(earliest * 1000)),
        scale(column.scale(), fill, train.shifted(earliest, SECONDS_PER_DAY)),
        column.parts());
  }

  private static NumericScale scale(Scaling scaling, double fill, ColumnStatistics train) {
    return switch (scaling) {
      case STANDARD -> new NumericScale(fill, train.mean(), positive(train.standardDeviation()));
      case MIN_MAX ->
          new NumericScale(fill, train.lowest(), positive(train.highest() - train.lowest()));
      case NONE -> new NumericScale(fill, 0, 1);
    };
  }

  private static double positive(double spread) {
    return spread > 0 ? spread : 1;
  }

  private double fill(FeatureColumn column, ColumnStatistics train, double zero) {
    return switch (column.impute()) {
      case MEAN -> train.mean();
      case MEDIAN -> train.median();
      case ZERO -> zero;
      case MOST_FREQUENT -> Double.parseDouble(categories.of(column.name()).get(0).value());
    };
  }

  /**
   * The spec for cells at prediction time: they may be missing, and lie beyond the bounds of train.
   */
  private static ColumnSpec cells(FeatureColumn column) {
    ColumnSpec declared = column.column();
    return new ColumnSpec(
        declared.name(),
        declared.name(),
        0,
        declared.type(),
        false,
        Bounds.NONE,
        declared.times(),
        declared.normalizers());
  }

  private static JobException cannot(String reason) {
    return JobException.cannot(Outcome.DATA_REJECTED, "fit the features", reason);
  }
}
