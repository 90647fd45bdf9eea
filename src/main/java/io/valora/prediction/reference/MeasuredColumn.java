package io.valora.prediction.reference;

import static io.valora.schema.Columns.KNOWN_TERM_COUNT;
import static io.valora.schema.Columns.TERM_COUNT;
import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.when;

import io.valora.features.fit.text.CountedTerms;
import io.valora.features.table.TableFeaturesConfig;
import io.valora.model.reference.CategoryBins;
import io.valora.model.reference.Measure;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataTypes;

/**
 * Measured column of a dataset, to be counted in bins.
 *
 * @param name of the input or output
 * @param value double or string, as the measure is of numbers or categories; null for missing
 * @param fixed categories that are given beforehand; empty where train decides
 */
public record MeasuredColumn(
    String name, Measure measure, Column value, Optional<CategoryBins> fixed) {

  /** The inputs of a table. */
  public static List<MeasuredColumn> inputs(TableFeaturesConfig features) {
    return features.columns().stream()
        .map(column -> column.kind().isOfFlags() ? category(column.name()) : value(column.name()))
        .toList();
  }

  /** A text whose terms were counted: see {@link CountedTerms}. */
  public static List<MeasuredColumn> text(String column) {
    Column terms = col(TERM_COUNT);
    return List.of(
        number(column, Measure.CHARACTERS, length(col(column))),
        number(column, Measure.TERMS, terms),
        number(column, Measure.KNOWN_TERMS, col(KNOWN_TERM_COUNT).divide(terms)));
  }

  /** The numbers or times of a column. */
  public static MeasuredColumn value(String column) {
    return number(column, Measure.VALUE, col(column));
  }

  /** The values of a column as categories. */
  public static MeasuredColumn category(String column) {
    Column text = col(column).cast(DataTypes.StringType);
    return new MeasuredColumn(column, Measure.CATEGORY, text, Optional.empty());
  }

  /** Numbers; one that is not finite is missing. */
  public static MeasuredColumn number(String name, Measure measure, Column number) {
    Column value = number.cast(DataTypes.DoubleType);
    Column finite = when(abs(value).leq(Double.MAX_VALUE), value);
    return new MeasuredColumn(name, measure, finite, Optional.empty());
  }

  /** Categories that are known beforehand. */
  public static MeasuredColumn fixed(
      String name, Measure measure, Column category, List<String> categories) {
    return new MeasuredColumn(name, measure, category, Optional.of(new CategoryBins(categories)));
  }

  MeasuredColumn withValue(Column other) {
    return new MeasuredColumn(name, measure, other, fixed);
  }
}
