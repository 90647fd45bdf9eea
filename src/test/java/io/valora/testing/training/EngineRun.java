package io.valora.testing.training;

import io.valora.training.Averaging;
import io.valora.training.AveragingUnit;
import io.valora.training.EpochSpan;
import io.valora.training.TrainingListener;
import io.valora.training.averaging.ValoraEngine;
import io.valora.training.shards.BatchPlan;
import io.valora.training.shards.Shard;
import io.valora.training.shards.ShardBatches;
import io.valora.training.shards.ShardedRows;
import io.valora.training.stock.RoundBatches;
import io.valora.training.stock.TrainedRows;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.spark.api.RDDTrainingApproach;
import org.deeplearning4j.spark.impl.graph.SparkComputationGraph;
import org.deeplearning4j.spark.impl.paramavg.ParameterAveragingTrainingMaster;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/**
 * Trains on generated rows and prints {@code rows-per-second}, the mean speed of some epochs after
 * one that warms up, and {@code peak-heap-mib}.
 *
 * <p>Arguments: who trains (valora; export: the stock master with its Export approach; fit: a
 * ComputationGraph without Spark), the Spark master, shards, rows, users, items, batch size,
 * averaging frequency in batches, or in epochs with an e behind it, epochs measured.
 */
public final class EngineRun {
  private static final int LONGEST_WARM_UP = 12;

  private final String master;
  private final int shards;
  private final long rows;
  private final MeasuredNetwork network;
  private final BatchPlan plan;
  private final Averaging averaging;
  private final int epochs;

  private EngineRun(String[] args) {
    this.master = args[1];
    this.shards = Integer.parseInt(args[2]);
    this.rows = Long.parseLong(args[3]);
    this.network = MeasuredNetwork.of(Integer.parseInt(args[4]), Integer.parseInt(args[5]));
    this.plan = new BatchPlan(MeasuredNetwork.SEED, Integer.parseInt(args[6]), 0);
    this.averaging =
        args[7].endsWith("e")
            ? new Averaging(
                Integer.parseInt(args[7].substring(0, args[7].length() - 1)), AveragingUnit.EPOCH)
            : Averaging.everyBatches(Integer.parseInt(args[7]));
    this.epochs = Integer.parseInt(args[8]);
  }

  public static void main(String[] args) {
    EngineRun run = new EngineRun(args);
    try (SparkSession spark = session(run.master, run.shards);
        ShardedRows sharded = ShardedRows.of(run.network.rows(spark, run.rows), run.shards)) {
      double speed =
          switch (args[0]) {
            case "valora" -> run.valora(sharded);
            case "export" -> run.export(sharded);
            case "fit" -> run.fit(sharded);
            default -> throw new IllegalArgumentException(args[0]);
          };
      System.out.printf("rows-per-second %.0f%n", speed);
      System.out.printf("peak-heap-mib %d%n", peakHeap() >> 20);
    }
  }

  public static SparkSession session(String master, int slots) {
    SparkSession spark =
        SparkSession.builder()
            .master(master)
            .appName("benchmark")
            .config("spark.ui.enabled", "false")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.broadcast.compress", "false")
            .config("spark.task.maxDirectResultSize", "64m")
            .config("spark.sql.shuffle.partitions", "4")
            .config("spark.executor.extraClassPath", System.getProperty("java.class.path"))
            .getOrCreate();
    JavaSparkContext context = new JavaSparkContext(spark.sparkContext());
    while (master.startsWith("local-cluster")
        && context.sc().getExecutorMemoryStatus().size() < 3) {
      context.parallelize(Arrays.asList(1, 2), 2).count();
    }
    return spark;
  }

  private double valora(ShardedRows sharded) {
    try (ValoraEngine engine =
        new ValoraEngine(network.tower(), network.start(), sharded, plan, averaging, List.of())) {
      int span = averaging.epochsPerRound();
      return rate(
          span,
          k -> engine.train(new EpochSpan(k * span + 1, (k + 1) * span), TrainingListener.SILENT));
    }
  }

  private double export(ShardedRows sharded) {
    ParameterAveragingTrainingMaster stock =
        new ParameterAveragingTrainingMaster.Builder(shards, plan.batchSize())
            .batchSizePerWorker(plan.batchSize())
            .averagingFrequency(averaging.frequency())
            .saveUpdater(true)
            .rddTrainingApproach(RDDTrainingApproach.Export)
            .build();
    JavaSparkContext context = JavaSparkContext.fromSparkContext(sharded.shards().context());
    SparkComputationGraph graph = new SparkComputationGraph(context, untrained(), stock);
    TrainedRows counted = new TrainedRows();
    context.sc().register(counted, "rows");
    int most = plan.batches(sharded.mostRows());
    JavaRDD<MultiDataSet> batches =
        sharded.shards().mapPartitions(new RoundBatches(plan, 1, 0, most, counted));
    return rate(1, k -> graph.fitMultiDataSet(batches));
  }

  private double fit(ShardedRows sharded) {
    ComputationGraph graph = untrained();
    List<MultiDataSet> batches = new ArrayList<>();
    for (Shard shard : sharded.shards().collect()) {
      ShardBatches all = new ShardBatches(plan, 1, shard);
      for (int batch = 0; batch < all.count(); batch++) {
        batches.add(all.batch(batch));
      }
    }
    return rate(1, k -> batches.forEach(graph::fit));
  }

  private ComputationGraph untrained() {
    return network.rating().create(MeasuredNetwork.SEED, MeasuredNetwork.MEAN);
  }

  private double rate(int epochsAtOnce, IntConsumer train) {
    int warmUp = Math.min(LONGEST_WARM_UP, Math.max(1, epochs / epochsAtOnce));
    for (int k = 0; k < warmUp; k++) {
      train.accept(k);
    }
    double[] rates = new double[Math.max(1, epochs / epochsAtOnce)];
    for (int k = 0; k < rates.length; k++) {
      long start = System.nanoTime();
      train.accept(warmUp + k);
      rates[k] = epochsAtOnce * rows / ((System.nanoTime() - start) / 1e9);
    }
    return rates.length / Arrays.stream(rates).map(rate -> 1 / rate).sum();
  }

  private static long peakHeap() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .mapToLong(pool -> pool.getPeakUsage().getUsed())
        .sum();
  }
}
