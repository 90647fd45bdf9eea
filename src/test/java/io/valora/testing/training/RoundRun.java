package io.valora.testing.training;

import io.valora.tower.TowerDesign;
import io.valora.tower.TowerState;
import io.valora.tower.TowerUpdate;
import io.valora.training.LinkedTable;
import io.valora.training.RoundPlan;
import io.valora.training.RoundSlice;
import io.valora.training.averaging.OrderedReduction;
import io.valora.training.averaging.Published;
import io.valora.training.averaging.RoundTask;
import io.valora.training.averaging.ShardRound;
import io.valora.training.averaging.StatePublisher;
import io.valora.training.averaging.UpdateMean;
import io.valora.training.shards.BatchPlan;
import io.valora.training.shards.ShardedRows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;

/**
 * An averaging round of two shards that train on nothing, with all dense weights and state sent
 * both ways, in turn with an empty Spark job of two tasks; prints {@code over-empty-job}.
 */
public final class RoundRun {
  private static final int WARM_UP = 150;
  private static final int ROUNDS = 200;

  private RoundRun() {}

  public static void main(String[] args) {
    MeasuredNetwork network = MeasuredNetwork.of(6040, 3706);
    TowerDesign design = network.tower().design();
    try (SparkSession spark = EngineRun.session("local[2]", 2);
        ShardedRows rows = ShardedRows.of(network.rows(spark, 10_000), 2)) {
      JavaSparkContext context = new JavaSparkContext(spark.sparkContext());
      JavaRDD<Integer> nothing = context.parallelize(Arrays.asList(1, 2), 2).cache();
      Published<List<LinkedTable>> links = Published.broadcast(context, List.of());
      StatePublisher publisher = new StatePublisher(Optional.of(context), design);
      TowerState state = TowerState.starting(design, network.start());
      List<Double> empty = new ArrayList<>();
      List<Double> round = new ArrayList<>();
      for (int i = 0; i < WARM_UP + ROUNDS; i++) {
        long start = System.nanoTime();
        nothing.mapPartitions(partition -> Collections.<Integer>emptyIterator()).collect();
        long between = System.nanoTime();
        RoundTask task =
            new RoundTask(
                "round",
                design,
                new BatchPlan(1, 4096, 0),
                new RoundPlan(1, 1),
                new RoundSlice(1, 1, 0, 0),
                publisher.publish(state),
                links);
        JavaRDD<ShardRound> ends = rows.shards().mapPartitions(task).map(RoundRun::counted);
        TowerUpdate mean = OrderedReduction.mean(ends, design, new UpdateMean(design));
        state.apply(design, mean);
        publisher.changed(mean);
        long end = System.nanoTime();
        if (i >= WARM_UP) {
          empty.add((between - start) / 1e6);
          round.add((end - between) / 1e6);
        }
      }
      Collections.sort(empty);
      Collections.sort(round);
      System.out.printf("empty-job-milliseconds %.3f%n", empty.get(ROUNDS / 2));
      System.out.printf("round-milliseconds %.3f%n", round.get(ROUNDS / 2));
      System.out.printf("over-empty-job %.3f%n", round.get(ROUNDS / 2) / empty.get(ROUNDS / 2));
    }
  }

  /** As if it had trained on one row, so that its weights count. */
  private static ShardRound counted(ShardRound end) {
    end.bytes()[0] = 1; // the count of rows stands first, the least significant byte in front
    return end;
  }
}
