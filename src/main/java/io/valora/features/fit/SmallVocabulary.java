package io.valora.features.fit;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.udf;

import java.io.Serializable;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;

/**
 * A vocabulary that every executor holds, so that looking up an id needs no join: a join is a job
 * more for each split and each column.
 */
record SmallVocabulary(Broadcast<Ids> ids) {
  /** Ids of the largest. */
  static final int MOST = 1 << 16;

  /** Each id by its index, and the other way round. */
  record Ids(String[] byIndex, Map<String, Integer> indices) implements Serializable {}

  /**
   * @param entries {@code id} string and {@code index} int, from 1 on without a gap unless some
   *     were left out
   * @return empty when there are more than {@link #MOST}
   */
  static Optional<SmallVocabulary> of(Dataset<Row> entries) {
    List<Row> rows =
        entries.select(Vocabulary.ID, Vocabulary.INDEX).limit(MOST + 1).collectAsList();
    return rows.size() > MOST ? Optional.empty() : Optional.of(of(entries.sparkSession(), rows));
  }

  /**
   * @param entries {@code id} and {@code index}, no more than {@link #MOST}
   */
  static SmallVocabulary of(SparkSession session, List<Row> entries) {
    int highest = entries.stream().mapToInt(row -> row.getInt(1)).max().orElse(Vocabulary.UNKNOWN);
    Ids ids = new Ids(new String[highest + 1], new HashMap<>());
    for (Row row : entries) {
      ids.byIndex[row.getInt(1)] = row.getString(0);
      ids.indices.put(row.getString(0), row.getInt(1));
    }
    return new SmallVocabulary(
        JavaSparkContext.fromSparkContext(session.sparkContext()).broadcast(ids));
  }

  int size() {
    return ids.value().indices.size();
  }

  /** The ids in the order of their indices. */
  Iterator<String> inOrder() {
    String[] byIndex = ids.value().byIndex;
    return Arrays.asList(byIndex).subList(1, byIndex.length).iterator();
  }

  /** The index of the id in a column, {@link Vocabulary#UNKNOWN} where it isn't known. */
  Column index(String idColumn) {
    Broadcast<Ids> sent = ids;
    UDF1<String, Integer> index = id -> sent.value().indices.getOrDefault(id, Vocabulary.UNKNOWN);
    return udf(index, DataTypes.IntegerType)
        .asNonNullable()
        .apply(col(idColumn).cast(DataTypes.StringType));
  }

  /** The id at the index in a column, null where there is none. */
  Column id(String indexColumn) {
    Broadcast<Ids> sent = ids;
    UDF1<Integer, String> id =
        index ->
            index == null || index >= sent.value().byIndex.length
                ? null
                : sent.value().byIndex[index];
    return udf(id, DataTypes.StringType).apply(col(indexColumn));
  }
}
