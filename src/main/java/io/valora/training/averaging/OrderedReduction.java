package io.valora.training.averaging;

import io.valora.tower.TowerDesign;
import io.valora.tower.TowerUpdate;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.stream.StreamSupport;
import org.apache.spark.HashPartitioner;
import org.apache.spark.api.java.JavaRDD;
import scala.Tuple2;

/**
 * The mean over shards as a tree of fixed shape: each node takes the means of up to {@link #FAN_IN}
 * neighbors in their order. The data that reaches the driver doesn't grow with the number of
 * shards.
 */
public final class OrderedReduction {
  /** Means that a node takes; as many shards or fewer go to the driver without a node between. */
  public static final int FAN_IN = 8;

  private OrderedReduction() {}

  /**
   * @param ends one per partition
   * @param mean of the driver, empty
   */
  public static TowerUpdate mean(JavaRDD<ShardRound> ends, TowerDesign design, UpdateMean mean) {
    JavaRDD<ShardRound> level = ends;
    int nodes = ends.getNumPartitions();
    while (nodes > FAN_IN) {
      nodes = (nodes - 1) / FAN_IN + 1;
      level =
          level
              .mapToPair(end -> new Tuple2<>(end.shard() / FAN_IN, end))
              .partitionBy(new HashPartitioner(nodes))
              .values()
              .mapPartitions(group -> node(design, group));
    }
    return mean(level.collect(), mean);
  }

  /**
   * The mean without a node between.
   *
   * @param ends at most {@link #FAN_IN}
   * @param mean empty
   */
  public static TowerUpdate mean(List<ShardRound> ends, UpdateMean mean) {
    inOrder(ends).forEach(end -> mean.add(end.update()));
    return mean.take();
  }

  private static Iterator<ShardRound> node(TowerDesign design, Iterator<ShardRound> group) {
    UpdateMean mean = new UpdateMean(design);
    List<ShardRound> ends =
        inOrder(
            StreamSupport.stream(((Iterable<ShardRound>) () -> group).spliterator(), false)
                .toList());
    ends.forEach(end -> mean.add(end.update()));
    return List.of(new ShardRound(ends.get(0).shard() / FAN_IN, mean.take())).iterator();
  }

  private static List<ShardRound> inOrder(List<ShardRound> ends) {
    return ends.stream().sorted(Comparator.comparingInt(ShardRound::shard)).toList();
  }
}
