package io.valora.training;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.spark.api.RDDTrainingApproach;
import org.deeplearning4j.spark.impl.graph.SparkComputationGraph;
import org.deeplearning4j.spark.impl.paramavg.ParameterAveragingTrainingMaster;

/**
 * Trains on generated rows and prints {@code rows-per-second}, the median of some epochs after one
 * that warms up, and the largest heap.
 *
 * <p>Arguments: engine (valora, export), master, shards, rows, users, items, batch size, averaging
 * frequency, epochs.
 */
public final class EngineRun {
  private final int shards;
  private final long rows;
  private final MeasuredNetwork network;
  private final int batchSize;
  private final int frequency;
  private final int epochs;

  private EngineRun(String[] args) {
    this.shards = Integer.parseInt(args[2]);
    this.rows = Long.parseLong(args[3]);
    this.network = MeasuredNetwork.of(Integer.parseInt(args[4]), Integer.parseInt(args[5]));
    this.batchSize = Integer.parseInt(args[6]);
    this.frequency = Integer.parseInt(args[7]);
    this.epochs = Integer.parseInt(args[8]);
  }

  public static void main(String[] args) {
    EngineRun run = new EngineRun(args);
    try (SparkSession spark = session(args[1], run.shards)) {
      double speed = args[0].equals("valora") ? run.valora(spark) : run.export(spark);
      System.out.printf("rows-per-second %.0f%n", speed);
      long peak =
          ManagementFactory.getMemoryPoolMXBeans().stream()
              .filter(pool -> pool.getType() == java.lang.management.MemoryType.HEAP)
              .mapToLong(pool -> pool.getPeakUsage().getUsed())
              .sum();
      System.out.printf("peak-heap-mib %d%n", peak >> 20);
    }
  }

  static SparkSession session(String master, int slots) {
    SparkSession spark =
        SparkSession.builder()
            .master(master)
            .appName("benchmark")
            .config("spark.sql.shuffle.partitions", "4")
            .getOrCreate();
    JavaSparkContext context = new JavaSparkContext(spark.sparkContext());
    while (master.startsWith("local-cluster")
        && context.sc().getExecutorMemoryStatus().size() < 3) {
      context.parallelize(Arrays.asList(1, 2), 2).count();
    }
    return spark;
  }

  private double valora(SparkSession spark) {
    BatchPlan plan = new BatchPlan(MeasuredNetwork.SEED, batchSize, 0);
    try (ShardedRows sharded = ShardedRows.of(network.rows(spark, rows), shards);
        ValoraEngine engine =
            new ValoraEngine(
                network.tower(),
                network.start(),
                sharded,
                plan,
                Averaging.everyBatches(frequency))) {
      return rate(epoch -> engine.train(EpochSpan.only(epoch), TrainingListener.SILENT));
    }
  }

  private double export(SparkSession spark) {
    BatchPlan plan = new BatchPlan(MeasuredNetwork.SEED, batchSize, 0);
    ComputationGraph graph = network.rating().create(MeasuredNetwork.SEED, MeasuredNetwork.MEAN);
    ParameterAveragingTrainingMaster master =
        new ParameterAveragingTrainingMaster.Builder(shards, 1)
            .batchSizePerWorker(batchSize)
            .averagingFrequency(frequency)
            .saveUpdater(true)
            .rddTrainingApproach(RDDTrainingApproach.Export)
            .build();
    JavaSparkContext context = new JavaSparkContext(spark.sparkContext());
    SparkComputationGraph stock = new SparkComputationGraph(context, graph, master);
    try (ShardedRows sharded = ShardedRows.of(network.rows(spark, rows), shards)) {
      int most = plan.batches(sharded.mostRows());
      TrainedRows counted = new TrainedRows();
      spark.sparkContext().register(counted, "rows");
      org.apache.spark.api.java.JavaRDD<org.nd4j.linalg.dataset.api.MultiDataSet> batches =
          sharded
              .shards()
              .mapPartitions(new RoundBatches(plan, 1, 0, most, counted))
              .map(batch -> (org.nd4j.linalg.dataset.api.MultiDataSet) batch);
      return rate(epoch -> stock.fitMultiDataSet(batches));
    }
  }

  private double rate(java.util.function.IntConsumer epoch) {
    epoch.accept(1);
    double[] rates = new double[epochs];
    for (int k = 0; k < epochs; k++) {
      long start = System.nanoTime();
      epoch.accept(k + 2);
      rates[k] = rows / ((System.nanoTime() - start) / 1e9);
    }
    Arrays.sort(rates);
    return rates[epochs / 2];
  }
}
