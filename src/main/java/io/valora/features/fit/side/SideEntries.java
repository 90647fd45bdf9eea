package io.valora.features.fit.side;

import static io.valora.schema.Columns.INDICES;
import static io.valora.schema.Columns.ITEM_INDEX;
import static io.valora.schema.Columns.USER_INDEX;
import static io.valora.schema.Columns.WEIGHTS;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.sort_array;

import io.valora.base.JobException;
import io.valora.base.Outcome;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Weighted entries of each id as compressed rows: those of an id stand at {@code from(id)} to below
 * {@code to(id)} of {@link #indices()} and {@link #weights()}, ascending. An id without entries has
 * an empty range. It is as large as the vocabulary: 4 bytes an id and 8 an entry, on the driver and
 * wherever it is sent.
 */
public final class SideEntries implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final long MOST_ENTRIES = Integer.MAX_VALUE - 8L;

  private final int[] starts;
  private final int[] indices;
  private final float[] weights;

  private SideEntries(int[] starts, int[] indices, float[] weights) {
    this.starts = starts;
    this.indices = indices;
    this.weights = weights;
  }

  /**
   * Collects what {@link SideEncoder#encode} made.
   *
   * @param encoded {@code id_index} int from 1 to {@code ids}, each once; {@code indices} array of
   *     int; {@code weights} array of float
   * @param ids the highest index of an id
   */
  public static SideEntries of(Dataset<Row> encoded, int ids) {
    return collected(
        encoded.select(SideEncoder.ID_INDEX, INDICES, WEIGHTS),
        ids,
        (row, part) -> part.add(row.getInt(0), ints(row.getList(1)), floats(row.getList(2))));
  }

  /** {@link #ratedBy(Dataset, int, RatedCap)} with {@link RatedCap#DEFAULT}. */
  public static SideEntries ratedBy(Dataset<Row> encodedTrain, int users) {
    return ratedBy(encodedTrain, users, RatedCap.DEFAULT);
  }

  /**
   * The item indices that each user rated, whatever the stars, each with weight 1/√n for the n of
   * the user that are kept (Koren: Factorization Meets the Neighborhood, KDD 2008, section 4).
   *
   * @param encodedTrain {@code user_index} int, {@code item_index} int; index 0 counts nowhere
   * @param users the highest index of a user
   */
  public static SideEntries ratedBy(Dataset<Row> encodedTrain, int users, RatedCap cap) {
    Dataset<Row> rated =
        encodedTrain
            .filter(col(USER_INDEX).gt(0).and(col(ITEM_INDEX).gt(0)))
            .groupBy(USER_INDEX)
            .agg(sort_array(collect_set(ITEM_INDEX)));
    return collected(
        rated,
        users,
        (row, part) -> {
          int[] items = cap.kept(row.getInt(0), ints(row.getList(1)));
          float[] weights = new float[items.length];
          Arrays.fill(weights, (float) (1 / Math.sqrt(items.length)));
          part.add(row.getInt(0), items, weights);
        });
  }

  /** The highest index of an id; {@code starts} has {@code ids + 2} places. */
  public int ids() {
    return starts.length - 2;
  }

  /** Start of the entries of an id, from 0 to {@link #ids()}. */
  public int from(int id) {
    return starts[id];
  }

  /** End of the entries of an id, exclusive. */
  public int to(int id) {
    return starts[id + 1];
  }

  /** The array itself, not a copy: {@code [ids + 2]}, ascending from 0. */
  public int[] starts() {
    return starts;
  }

  /** The array itself, not a copy: {@code [entries of all ids]}. */
  public int[] indices() {
    return indices;
  }

  /** The array itself, not a copy: {@code [entries of all ids]}. */
  public float[] weights() {
    return weights;
  }

  private static SideEntries collected(Dataset<Row> rows, int ids, AddingRow adding) {
    FlatMapFunction<Iterator<Row>, EntriesPart> toPart =
        some -> {
          EntriesPart part = new EntriesPart();
          some.forEachRemaining(row -> adding.add(row, part));
          return List.of(part.trimmed()).iterator();
        };
    List<EntriesPart> parts = rows.toJavaRDD().mapPartitions(toPart).collect();
    int highest = parts.stream().mapToInt(EntriesPart::highestId).max().orElse(0);
    if (highest > ids) {
      throw new IllegalArgumentException("index %d is above %d".formatted(highest, ids));
    }
    long total = parts.stream().mapToLong(EntriesPart::total).sum();
    if (total > MOST_ENTRIES) {
      throw JobException.cannot(
          Outcome.RESOURCES,
          "keep the entries of %,d ids".formatted(ids),
          "%,d entries are more than the %,d of one array; configure fewer features, or a cap"
              .formatted(total, MOST_ENTRIES));
    }
    return assembled(parts, ids, (int) total);
  }

  private static SideEntries assembled(List<EntriesPart> parts, int ids, int total) {
    int[] starts = new int[ids + 2];
    parts.forEach(part -> part.countInto(starts));
    Arrays.parallelPrefix(starts, Integer::sum);
    int[] indices = new int[total];
    float[] weights = new float[total];
    parts.forEach(part -> part.copyInto(starts, indices, weights));
    return new SideEntries(starts, indices, weights);
  }

  private static int[] ints(List<Integer> values) {
    return values.stream().mapToInt(Integer::intValue).toArray();
  }

  private static float[] floats(List<Float> values) {
    float[] out = new float[values.size()];
    for (int at = 0; at < out.length; at++) {
      out[at] = values.get(at);
    }
    return out;
  }

  @FunctionalInterface
  private interface AddingRow extends Serializable {
    void add(Row row, EntriesPart part);
  }
}
