package io.valora.features.fit.side;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.date_from_unix_date;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.regexp_extract;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.unix_seconds;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.year;

import io.valora.features.fit.MultiCells;
import io.valora.features.side.SideConfig;
import io.valora.features.side.SideFeature;
import io.valora.features.side.SideKind;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/** Long-format view of a side table: one row per id, column and value. */
final class SideFacts {
  static final String ID = "id";
  static final String COLUMN = "column";
  static final String VALUE = "value";

  private static final int SECONDS_PER_DAY = 86_400;
  private static final String FLAGGED = "1";

  private SideFacts() {}

  /**
   * @param bins of the columns that have bins
   * @return {@code id} string, {@code column} string, {@code value} string, none of them null
   */
  static Dataset<Row> of(Dataset<Row> side, SideConfig config, Map<String, SideBins> bins) {
    Column[] facts =
        config.features().stream()
            .map(feature -> facts(side, feature, bins.get(feature.column())))
            .toArray(Column[]::new);
    return side.select(
            col(config.key()).cast(DataTypes.StringType).as(ID), explode(concat(facts)).as("fact"))
        .select(col(ID), col("fact." + COLUMN), col("fact." + VALUE))
        .filter(col(ID).isNotNull().and(col(VALUE).isNotNull()));
  }

  /** The number of a cell that has bins, as a double; null where the cell has none. */
  static Column number(Dataset<Row> side, SideFeature feature) {
    Column cell = side.col(feature.column());
    return (feature.kind() == SideKind.YEAR ? yearOf(cell, typeOf(side, feature)) : cell)
        .cast(DataTypes.DoubleType);
  }

  private static Column facts(Dataset<Row> side, SideFeature feature, SideBins bins) {
    Column values =
        feature.kind() == SideKind.MULTI
            ? MultiCells.values(side.col(feature.column()), feature.separator())
            : array(value(side, feature, bins));
    return transform(values, value -> struct(lit(feature.column()).as(COLUMN), value.as(VALUE)));
  }

  private static Column value(Dataset<Row> side, SideFeature feature, SideBins bins) {
    Column cell = side.col(feature.column());
    return switch (feature.kind()) {
      case CATEGORICAL, MULTI -> cell.cast(DataTypes.StringType);
      case FLAGS -> when(cell.notEqual(0), FLAGGED);
      case NUMBER, YEAR -> binned(number(side, feature), bins);
    };
  }

  private static Column binned(Column number, SideBins bins) {
    Column edges = lit(bins.edges().stream().mapToDouble(Double::doubleValue).toArray());
    Column below = size(filter(edges, edge -> edge.leq(number)));
    Column names = lit(bins.names().toArray(String[]::new));
    return when(number.isNotNull(), element_at(names, below.plus(1)));
  }

  /** The year in UTC, whatever the session's time zone is. */
  private static Column yearOf(Column cell, DataType type) {
    if (type.equals(DataTypes.TimestampType)) {
      Column day = floor(unix_seconds(cell).divide(SECONDS_PER_DAY)).cast(DataTypes.IntegerType);
      return year(date_from_unix_date(day));
    }
    Column digits = regexp_extract(cell, "([0-9]{4})", 1);
    return when(digits.notEqual(""), digits);
  }

  private static DataType typeOf(Dataset<Row> side, SideFeature feature) {
    return side.schema().apply(feature.column()).dataType();
  }
}
