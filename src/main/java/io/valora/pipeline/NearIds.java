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
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.types.DataTypes;

/** Count of ids that only case, spaces, Unicode form or decimals tell apart. */
final class NearIds {
  private static final UserDefinedFunction FORM =
      udf((String id) -> IdForm.of(id), DataTypes.StringType);
  private static final UserDefinedFunction MAY_HAVE_OTHER =
      udf((String id) -> id != null && !IdForm.isPlain(id), DataTypes.BooleanType);
  private static final List<String> IDS = List.of(Columns.USER, Columns.ITEM);

  private NearIds() {}

  /** One sentence a column of users or items that has such ids. */
  static List<String> warnings(Dataset<Row> typed, TableSchema schema) {
    List<ColumnSpec> ids =
        IDS.stream()
            .flatMap(name -> schema.column(name).stream())
            .filter(column -> column.type() == ColumnType.STRING)
            .toList();
    List<String> warnings = new ArrayList<>();
    List<Boolean> mayBeNear = mayHaveOthers(typed, ids);
    for (int i = 0; i < ids.size(); i++) {
      if (mayBeNear.get(i)) {
        warning(typed, ids.get(i)).ifPresent(warnings::add);
      }
    }
    return List.copyOf(warnings);
  }

  /** For each column, whether an id may have another form: of two that are plain, none is near. */
  private static List<Boolean> mayHaveOthers(Dataset<Row> typed, List<ColumnSpec> ids) {
    if (ids.isEmpty()) {
      return List.of();
    }
    Column[] found =
        ids.stream()
            .map(column -> coalesce(max(MAY_HAVE_OTHER.apply(col(column.name()))), lit(false)))
            .toArray(Column[]::new);
    Row row = typed.agg(found[0], Arrays.copyOfRange(found, 1, found.length)).head();
    return IntStream.range(0, found.length).mapToObj(row::getBoolean).toList();
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
    return "%,d %s in %s only, such as '%s' and '%s'; if they are the same, %s"
        .formatted(
            pairs,
            (pairs == 1 ? "pair of %ss differs" : "pairs of %ss differ").formatted(name),
            isNumber ? "the decimals of a number" : "case, spaces or Unicode form",
            first,
            last,
            remedy);
  }
}
