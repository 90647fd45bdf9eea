package io.valora.pipeline;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.min_by;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.udf;

import io.valora.schema.ColumnSpec;
import io.valora.schema.ColumnType;
import io.valora.schema.Columns;
import io.valora.schema.IdForm;
import io.valora.schema.TableSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.types.DataTypes;

/** Count of ids that only case, spaces, Unicode form or decimals tell apart. */
final class NearIds {
  private static final UserDefinedFunction FORM =
      udf((String id) -> IdForm.of(id), DataTypes.StringType);
  private static final List<String> IDS = List.of(Columns.USER, Columns.ITEM);

  private NearIds() {}

  /** One sentence a column of users or items that has such ids. */
  static List<String> warnings(Dataset<Row> typed, TableSchema schema) {
    List<String> warnings = new ArrayList<>();
    for (String name : IDS) {
      schema
          .column(name)
          .filter(column -> column.type() == ColumnType.STRING)
          .flatMap(column -> warning(typed, column))
          .ifPresent(warnings::add);
    }
    return List.copyOf(warnings);
  }

  private static Optional<String> warning(Dataset<Row> typed, ColumnSpec column) {
    Row found =
        typed
            .select(col(column.name()).as("id"))
            .where(col("id").isNotNull())
            .distinct()
            .groupBy(FORM.apply(col("id")).as("form"))
            .agg(count(lit(1)).as("ids"), min("id").as("first"), max("id").as("last"))
            .where(col("ids").gt(1))
            .agg(
                coalesce(sum(col("ids").minus(1)), lit(0L)),
                min_by(col("first"), col("form")),
                min_by(col("last"), col("form")))
            .head();
    return found.getLong(0) == 0
        ? Optional.empty()
        : Optional.of(sentence(column.name(), found.getLong(0), found));
  }

  private static String sentence(String name, long pairs, Row found) {
    String first = found.getString(1);
    String last = found.getString(2);
    boolean isNumber = IdForm.hasDecimals(first) || IdForm.hasDecimals(last);
    String remedy =
        isNumber
            ? "type: long makes one of them"
            : "normalizers: [trim, unicode, collapse-spaces, lower-case] makes one of them";
    return "%,d %s of %ss differ in %s only, such as '%s' and '%s'; if they are the same, %s"
        .formatted(
            pairs,
            pairs == 1 ? "pair" : "pairs",
            name,
            isNumber ? "the decimals of a number" : "case, spaces or Unicode form",
            first,
            last,
            remedy);
  }
}
