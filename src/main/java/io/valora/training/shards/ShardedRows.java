package io.valora.training.shards;

import static io.valora.schema.Columns.ROW_KEY;

import io.valora.training.RowLayout;
import java.io.Serializable;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
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
 * <p>Where Spark's tasks run in this process anyway, the same shards are at hand here too, and work
 * on them needs no Spark job, whose results are copied several times: on a few thousand rows a job
 * takes longer than what it computes, and an averaging round on a million rows a tenth less
 * without.
 */
public final class ShardedRows implements AutoCloseable {
  /** Share of the heap that shards at hand may take: what is at hand can't go to disk. */
  private static final int HEAP_SHARE = 8;

  /** Shards of this process on their way from a task to who asked for them. */
  private static final ConcurrentHashMap<String, Shard> HANDED = new ConcurrentHashMap<>();

  private final JavaRDD<Shard> shards;
  private final List<ShardSummary> summaries;
  private final Optional<List<Shard>> atHand;
  private final ForkJoinPool slots;

  private ShardedRows(
      JavaRDD<Shard> shards, List<ShardSummary> summaries, Optional<List<Shard>> atHand) {
    this.shards = shards;
    this.summaries = summaries;
    this.atHand = atHand;
    this.slots = new ForkJoinPool(Math.max(1, shards.context().defaultParallelism()));
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
    String ticket = UUID.randomUUID() + " ";
    long room =
        shards.context().isLocal() ? Runtime.getRuntime().maxMemory() / HEAP_SHARE / count : -1;
    List<ShardSummary> summaries =
        inOrder(shards.map(shard -> handed(shard, ticket, room)).collect());
    List<Shard> here =
        summaries.stream()
            .map(summary -> HANDED.remove(ticket + summary.index()))
            .filter(Objects::nonNull)
            .toList();
    return new ShardedRows(
        shards, summaries, Optional.of(here).filter(all -> all.size() == summaries.size()));
  }

  /** Leaves the shard itself, not a copy, for who has the ticket, where there is room for it. */
  private static ShardSummary handed(Shard shard, String ticket, long room) {
    if (shard.bytes() <= room) {
      HANDED.put(ticket + shard.index(), shard);
    }
    return ShardSummary.of(shard);
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
        .map(here -> here.stream().map(shard -> slots.submit(() -> work.apply(shard))).toList())
        .map(tasks -> tasks.stream().map(ForkJoinTask::join).toList())
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
    slots.shutdown();
    shards.unpersist(false);
  }

  private static Function2<Integer, Iterator<InternalRow>, Iterator<Shard>> intoShard(
      RowLayout layout) {
    return (index, rows) -> List.of(ShardBuilder.build(index, layout, rows)).iterator();
  }

  private static List<ShardSummary> inOrder(List<ShardSummary> summaries) {
    return summaries.stream().sorted(Comparator.comparingInt(ShardSummary::index)).toList();
  }
}
