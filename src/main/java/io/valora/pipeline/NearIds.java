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

import io.valora.ingest.DistinctIds;
import io.valora.schema.Columns;
import io.valora.schema.IdForm;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.types.DataTypes;

/** Count of ids that only case, spaces, Unicode form or decimals tell apart. */
final class NearIds {
  private static final UserDefinedFunction FORM =
      udf((String id) -> IdForm.of(id), DataTypes.StringType);

  private NearIds() {}

  /**
   * One sentence a column of users or items that has such ids.
   *
   * @param ids of each column
   * @param typed the rows, read only for a column of more ids than are held
   */
  static List<String> warnings(Map<String, DistinctIds> ids, Supplier<Dataset<Row>> typed) {
    return Stream.of(Columns.USER, Columns.ITEM)
        .filter(name -> ids.containsKey(name) && !ids.get(name).arePlain())
        .flatMap(name -> warning(name, ids.get(name), typed).stream())
        .toList();
  }

  private static Optional<String> warning(
      String name, DistinctIds ids, Supplier<Dataset<Row>> typed) {
    Near near = ids.all().map(NearIds::among).orElseGet(() -> among(typed.get(), name));
    return near.pairs() == 0 ? Optional.empty() : Optional.of(sentence(name, near));
  }

  /**
   * Ids beyond one of each form.
   *
   * @param first id of the first form that has several
   * @param last of the same form
   */
  private record Near(long pairs, String first, String last) {}

  private static Near among(Set<String> ids) {
    TreeMap<String, SortedSet<String>> byForm = new TreeMap<>();
    ids.forEach(id -> byForm.computeIfAbsent(IdForm.of(id), any -> new TreeSet<>()).add(id));
    byForm.values().removeIf(same -> same.size() == 1);
    if (byForm.isEmpty()) {
      return new Near(0, "", "");
    }
    SortedSet<String> example = byForm.firstEntry().getValue();
    long pairs = byForm.values().stream().mapToLong(same -> same.size() - 1).sum();
    return new Near(pairs, example.first(), example.last());
  }

  private static Near among(Dataset<Row> typed, String column) {
    Row found =
        typed
            .select(col(column).as("id"))
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
    return new Near(found.getLong(0), found.getString(1), found.getString(2));
  }

  private static String sentence(String name, Near near) {
    String first = near.first();
    String last = near.last();
    long pairs = near.pairs();
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
