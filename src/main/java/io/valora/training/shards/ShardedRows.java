package io.valora.training.shards;

import static io.valora.schema.Columns.ROW_KEY;

import io.valora.training.RowLayout;
import java.io.Serializable;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.Function2;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.functions;
import org.apache.spark.storage.StorageLevel;

/**
 * Encoded rows, resident on the executors: one shard per partition, filled by a hash of the row
 * key. Close it to let the executors forget them.
 *
 * <p>Where Spark's tasks run in this process anyway, the shards of a small table are at hand here
 * too, and work on them needs no Spark job: on a few thousand rows a job takes longer than what it
 * computes.
 */
public final class ShardedRows implements AutoCloseable {
  /** Largest shard that is kept at hand. */
  private static final long SMALL_BYTES = 4L << 20;

  private final JavaRDD<Shard> shards;
  private final List<ShardSummary> summaries;
  private final Optional<List<Shard>> atHand;

  private ShardedRows(
      JavaRDD<Shard> shards, List<ShardSummary> summaries, Optional<List<Shard>> atHand) {
    this.shards = shards;
    this.summaries = summaries;
    this.atHand = atHand;
  }

  /** A resident shard, with its rows where they are to be at hand. */
  private record Resident(ShardSummary summary, List<Shard> atHand) implements Serializable {
    static Resident of(Shard shard, boolean keeps) {
      boolean small = keeps && shard.bytes() <= SMALL_BYTES;
      return new Resident(ShardSummary.of(shard), small ? List.of(shard) : List.of());
    }
  }

  /**
   * @param encoded rows with {@code row_key} long, {@code user_index} int, {@code item_index} int
   *     and {@code rating} float
   */
  public static ShardedRows of(Dataset<Row> encoded, int count) {
    return of(encoded, RowLayout.RATINGS, count);
  }

  /**
   * @param encoded rows with {@code row_key} long and the columns of the layout
   */
  public static ShardedRows of(Dataset<Row> encoded, RowLayout layout, int count) {
    JavaRDD<Shard> shards =
        encoded
            .select(ROW_KEY, layout.columns().toArray(String[]::new))
            .repartition(count, functions.col(ROW_KEY))
            .queryExecution()
            .toRdd()
            .toJavaRDD()
            .mapPartitionsWithIndex(intoShard(layout), true)
            .persist(StorageLevel.MEMORY_AND_DISK());
    boolean keeps = shards.context().isLocal();
    List<Resident> residents = inOrder(shards.map(shard -> Resident.of(shard, keeps)).collect());
    List<Shard> small = residents.stream().flatMap(one -> one.atHand().stream()).toList();
    return new ShardedRows(
        shards,
        residents.stream().map(Resident::summary).toList(),
        Optional.of(small).filter(all -> all.size() == residents.size()));
  }

  /**
   * Weights of the entries that rows name themselves in one table.
   *
   * @param table of the layout, a bag
   * @param byIndex from index 1 on
   */
  public record EntryWeights(int table, float[] byIndex) {}

  /** The same rows with other weights, resident too, until they are closed or these are. */
  public ShardedRows weighted(EntryWeights weights) {
    int table = weights.table();
    Broadcast<float[]> sent =
        JavaSparkContext.fromSparkContext(shards.context()).broadcast(weights.byIndex());
    return new ShardedRows(
        shards
            .map(shard -> shard.weighted(table, sent.value()))
            .persist(StorageLevel.MEMORY_AND_DISK()),
        summaries,
        atHand.map(
            here -> here.stream().map(one -> one.weighted(table, weights.byIndex())).toList()));
  }

  public JavaRDD<Shard> shards() {
    return shards;
  }

  /** All shards in their order, where this process has them at hand. */
  public Optional<List<Shard>> atHand() {
    return atHand;
  }

  /** The result of each shard, in their order: of those at hand here, of others by a job. */
  public <T> List<T> each(ShardWork<T> work) {
    return atHand
        .map(here -> here.parallelStream().map(work).toList())
        .orElseGet(() -> shards.map(work::apply).collect());
  }

  /** Work on one shard, wherever it lies. */
  public interface ShardWork<T> extends Function<Shard, T>, Serializable {}

  public long rows() {
    return summaries.stream().mapToLong(ShardSummary::rows).sum();
  }

  /** NaN without rows. */
  public double meanLabel() {
    return summaries.stream().mapToDouble(ShardSummary::labelSum).sum() / rows();
  }

  public long bytes() {
    return summaries.stream().mapToLong(ShardSummary::bytes).sum();
  }

  /** Rows of the largest shard. */
  public int mostRows() {
    return summaries.stream().mapToInt(ShardSummary::rows).max().orElse(0);
  }

  @Override
  public void close() {
    shards.unpersist(false);
  }

  private static Function2<Integer, Iterator<InternalRow>, Iterator<Shard>> intoShard(
      RowLayout layout) {
    return (index, rows) -> List.of(ShardBuilder.build(index, layout, rows)).iterator();
  }

  private static List<Resident> inOrder(List<Resident> residents) {
    return residents.stream()
        .sorted(Comparator.comparingInt(one -> one.summary().index()))
        .toList();
  }
}
