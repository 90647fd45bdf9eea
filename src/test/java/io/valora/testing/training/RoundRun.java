package io.valora.testing.training;

import io.valora.tower.TowerDesign;
import io.valora.tower.TowerState;
import io.valora.tower.TowerUpdate;
import io.valora.training.LinkedTable;
import io.valora.training.RoundPlan;
import io.valora.training.RoundSlice;
import io.valora.training.averaging.OrderedReduction;
import io.valora.training.averaging.Published;
import io.valora.training.averaging.ReplicaFactory;
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
import java.util.UUID;
import java.util.function.Function;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;

/**
 * An averaging round of two shards that train on nothing, with all dense weights and state sent
 * both ways, in turn with an empty Spark job of two tasks: as Spark jobs, which is how a cluster
 * does it ({@code over-empty-job}), and with the shards at hand ({@code at-hand-over-empty-job}).
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
      List<Double> empty = new ArrayList<>();
      List<Double> jobs = new ArrayList<>();
      List<Double> atHand = new ArrayList<>();
      Rounds byJobs =
          new Rounds(
              design,
              network.start(),
              new StatePublisher(Optional.of(context), design),
              links,
              task ->
                  OrderedReduction.mean(
                      rows.shards().mapPartitions(task).map(RoundRun::counted),
                      design,
                      new UpdateMean(design)));
      Rounds here =
          new Rounds(
              design,
              network.start(),
              new StatePublisher(Optional.empty(), design),
              links,
              task ->
                  OrderedReduction.mean(
                      rows.each(task).stream().map(RoundRun::counted).toList(),
                      new UpdateMean(design)));
      for (int i = 0; i < WARM_UP + ROUNDS; i++) {
        empty.add(
            milliseconds(
                () ->
                    nothing
                        .mapPartitions(partition -> Collections.<Integer>emptyIterator())
                        .collect()));
        jobs.add(milliseconds(byJobs::round));
        atHand.add(milliseconds(here::round));
      }
      double job = median(empty);
      System.out.printf("empty-job-milliseconds %.3f%n", job);
      System.out.printf("over-empty-job %.3f%n", median(jobs) / job);
      System.out.printf("at-hand-over-empty-job %.3f%n", median(atHand) / job);
    }
  }

  private static double milliseconds(Runnable work) {
    long start = System.nanoTime();
    work.run();
    return (System.nanoTime() - start) / 1e6;
  }

  /** Of those after the warm-up. */
  private static double median(List<Double> all) {
    List<Double> sorted = all.subList(WARM_UP, all.size()).stream().sorted().toList();
    return sorted.get(sorted.size() / 2);
  }

  /** Rounds one after the other, each from what the last one made. */
  private static final class Rounds {
    private final String name = UUID.randomUUID().toString();
    private final TowerDesign design;
    private final TowerState state;
    private final StatePublisher publisher;
    private final Published<List<LinkedTable>> links;
    private final Function<RoundTask, TowerUpdate> mean;

    private Rounds(
        TowerDesign design,
        float[] start,
        StatePublisher publisher,
        Published<List<LinkedTable>> links,
        Function<RoundTask, TowerUpdate> mean) {
      this.design = design;
      this.state = TowerState.starting(design, start);
      this.publisher = publisher;
      this.links = links;
      this.mean = mean;
    }

    private void round() {
      TowerUpdate update =
          mean.apply(
              new RoundTask(
                  name,
                  design,
                  new BatchPlan(1, 4096, 0),
                  new RoundPlan(1, 1),
                  new RoundSlice(1, 1, 0, 0),
                  publisher.publish(state),
                  links,
                  ReplicaFactory.processor()));
      state.apply(design, update);
      publisher.changed(update);
    }
  }

  /** As if it had trained on one row, so that its weights count. */
  private static ShardRound counted(ShardRound end) {
    TowerUpdate update = end.update();
    return new ShardRound(end.shard(), new TowerUpdate(update.tables(), update.dense(), 1));
  }
}
