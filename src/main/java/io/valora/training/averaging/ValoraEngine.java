package io.valora.training.averaging;

import io.valora.networks.TrainableTower;
import io.valora.networks.TrainedNetwork;
import io.valora.tower.TowerDesign;
import io.valora.tower.TowerState;
import io.valora.tower.TowerUpdate;
import io.valora.training.Averaging;
import io.valora.training.EngineState;
import io.valora.training.EpochSpan;
import io.valora.training.LinkedTable;
import io.valora.training.RoundListener;
import io.valora.training.RoundPlan;
import io.valora.training.RoundSlice;
import io.valora.training.TrainingEngine;
import io.valora.training.shards.BatchPlan;
import io.valora.training.shards.ShardedRows;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * Parameter averaging over resident shards. In a round every shard's replica starts from the same
 * weights and optimizer state; what became of the rows that it touched comes back, is averaged in
 * the order of the shards, and goes out as the change that the next round starts from. A round is a
 * Spark job, unless the shards are few and at hand.
 */
public final class ValoraEngine implements TrainingEngine {
  private final TrainableTower network;
  private final TowerDesign design;
  private final ShardedRows rows;
  private final BatchPlan batches;
  private final RoundPlan plan;
  private final String training = UUID.randomUUID().toString();
  private final UpdateMean mean;
  private final StatePublisher publisher;
  private final boolean here;
  private final Published<List<LinkedTable>> links;
  private final ReplicaFactory replicas;
  private TowerState state;
  private int epoch;
  private int finishedRounds;
  private long trainedRows;

  /** On the processor. */
  public ValoraEngine(
      TrainableTower network,
      float[] parameters,
      ShardedRows rows,
      BatchPlan batches,
      Averaging averaging,
      List<LinkedTable> links) {
    this(network, parameters, rows, batches, averaging, links, ReplicaFactory.processor());
  }

  public ValoraEngine(
      TrainableTower network,
      float[] parameters,
      ShardedRows rows,
      BatchPlan batches,
      Averaging averaging,
      List<LinkedTable> links,
      ReplicaFactory replicas) {
    this.network = network;
    this.design = network.design();
    this.replicas = replicas;
    this.rows = rows;
    this.batches = batches;
    this.plan = RoundPlan.of(averaging, batches.batches(rows.mostRows()));
    this.mean = new UpdateMean(design);
    this.state = TowerState.starting(design, parameters);
    this.here = rows.atHand().filter(all -> all.size() <= OrderedReduction.FAN_IN).isPresent();
    JavaSparkContext spark = JavaSparkContext.fromSparkContext(rows.shards().context());
    this.publisher = new StatePublisher(here ? Optional.empty() : Optional.of(spark), design);
    List<LinkedTable> sent = List.copyOf(links);
    this.links = here ? Published.here(sent) : Published.broadcast(spark, sent);
  }

  @Override
  public long train(EpochSpan epochs, RoundListener progress) {
    List<RoundSlice> rounds = plan.rounds(epochs);
    if (epoch != epochs.last()) {
      epoch = epochs.last();
      finishedRounds = 0;
      trainedRows = 0;
    }
    while (finishedRounds < rounds.size()) {
      trainedRows += round(rounds.get(finishedRounds)) / batches.negatives().factor();
      finishedRounds++;
      progress.averaged(epoch, finishedRounds, rounds.size());
    }
    return TrainingEngine.requireAll(epoch, trainedRows, rows.rows() * epochs.count());
  }

  @Override
  public TrainedNetwork network() {
    return network.trained(state.parameters(design));
  }

  @Override
  public EngineState state() {
    return new EngineState(epoch, finishedRounds, trainedRows, state.blocks());
  }

  @Override
  public void restore(EngineState earlier) {
    epoch = earlier.epoch();
    finishedRounds = earlier.finishedRounds();
    trainedRows = earlier.trainedRows();
    state = TowerState.of(earlier.blocks());
    publisher.close();
  }

  @Override
  public Map<String, String> facts() {
    return replicas.facts();
  }

  @Override
  public void close() {
    publisher.close();
    links.destroy();
    String ended = training;
    if (!here) {
      rows.shards().foreachPartition(shard -> ReplicaPool.release(ended));
    }
    ReplicaPool.release(ended);
  }

  private long round(RoundSlice slice) {
    RoundTask task =
        new RoundTask(
            training, design, batches, plan, slice, publisher.publish(state), links, replicas);
    TowerUpdate averaged =
        here
            ? OrderedReduction.mean(rows.each(task), mean)
            : OrderedReduction.mean(rows.shards().mapPartitions(task, true), design, mean);
    if (averaged.rows() > 0) {
      state.apply(design, averaged);
      publisher.changed(averaged);
    }
    return averaged.rows();
  }
}
