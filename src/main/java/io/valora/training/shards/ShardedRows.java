package io.valora.training.shards;

import static io.valora.schema.Columns.ROW_KEY;

import io.valora.training.RowLayout;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.Function2;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.functions;
import org.apache.spark.storage.StorageLevel;

/**
 * Encoded rows, resident on the executors: one shard per partition, filled by a hash of the row
 * key. Close it to let the executors forget them.
 */
public final class ShardedRows implements AutoCloseable {
  private final JavaRDD<Shard> shards;
  private final List<ShardSummary> summaries;

  private ShardedRows(JavaRDD<Shard> shards, List<ShardSummary> summaries) {
    this.shards = shards;
    this.summaries = summaries;
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
    return new ShardedRows(shards, inOrder(shards.map(ShardSummary::of).collect()));
  }

  public JavaRDD<Shard> shards() {
    return shards;
  }

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

  private static List<ShardSummary> inOrder(List<ShardSummary> summaries) {
    return summaries.stream().sorted(Comparator.comparingInt(ShardSummary::index)).toList();
  }
}
