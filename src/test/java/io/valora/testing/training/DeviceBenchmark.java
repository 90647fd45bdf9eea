package io.valora.testing.training;

import io.valora.testing.tower.DeviceExamples;
import io.valora.testing.tower.DeviceParity;
import io.valora.testing.tower.ReferenceTower;
import io.valora.tower.Activation;
import io.valora.tower.EntryLists;
import io.valora.tower.IndexBatch;
import io.valora.tower.TableShape;
import io.valora.tower.TowerDesign;
import io.valora.tower.TowerLoss;
import io.valora.tower.TowerReplica;
import io.valora.tower.TowerShape;
import io.valora.tower.TowerState;
import io.valora.tower.UpdateRule;
import io.valora.tower.device.DeviceException;
import io.valora.tower.device.DeviceLibrary;
import io.valora.tower.device.DeviceMemory;
import io.valora.tower.device.DeviceReplica;
import io.valora.tower.device.Devices;
import io.valora.tower.device.Precision;
import io.valora.training.Negatives;
import io.valora.training.RoundPlan;
import io.valora.training.RoundSlice;
import io.valora.training.averaging.ResidentShard;
import io.valora.training.shards.BatchPlan;
import io.valora.training.shards.Shard;
import io.valora.training.shards.ShardBatches;
import io.valora.training.shards.ShardRows;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * The averaging engine's replica on a device: how far it is from one on the processor, its rows a
 * second beside those of all cores of the processor, and what it answers to a network that the
 * device can't hold. Needs no Spark and no ND4J.
 *
 * <p>Arguments: what to measure, of {@code parity}, {@code tower}, {@code processor}, {@code
 * factors}, {@code memory}. The property {@code rows} is the number of ratings.
 */
public final class DeviceBenchmark {
  private static final int ROWS = Integer.getInteger("rows", 10_000_000);
  private static final int BATCH = 8192;
  private static final int ITEMS = 3706;
  private static final int EPOCHS = 5;
  private static final long SEED = 7;
  private static final UpdateRule ADAGRAD = new UpdateRule.Adagrad(0.1f, 0.1f, 1e-7f);

  private final DeviceLibrary library = DeviceLibrary.ofThisProcess();
  private final Devices devices = Devices.of(library);

  private DeviceBenchmark() {}

  public static void main(String[] args) {
    DeviceBenchmark benchmark = new DeviceBenchmark();
    if (benchmark.devices.found().isEmpty()) {
      System.err.println("Cannot measure: " + benchmark.devices.problem());
      System.exit(2);
    }
    System.out.println(benchmark.devices.found().get(0));
    Map<String, Runnable> lines =
        Map.of(
            "parity", benchmark::parity,
            "tower", benchmark::tower,
            "processor", benchmark::processor,
            "factors", benchmark::factors,
            "memory", benchmark::memory);
    for (String line : args) {
      lines.get(line).run();
    }
  }

  private void parity() {
    DeviceParity parity =
        new DeviceParity(
            design -> new DeviceReplica(library, 0, Precision.FP32, design, DeviceParity.ROWS));
    double[] worst = new double[3];
    boolean[] repeats = {true};
    DeviceExamples.all()
        .forEach(
            (name, design) -> {
              double[] distances = {
                parity.gradients(design), parity.loss(design), parity.trajectory(design, 100)
              };
              boolean same = parity.repeats(design, 20);
              System.out.printf(
                  "parity  gradients %.1e  loss %.1e  100 steps %.1e  bits %s  %s%n",
                  distances[0], distances[1], distances[2], same ? "same" : "DIFFER", name);
              repeats[0] &= same;
              for (int i = 0; i < worst.length; i++) {
                worst[i] = Math.max(worst[i], distances[i]);
              }
            });
    print("parity-gradients (aim 1e-5)", "%.1e", worst[0]);
    print("parity-100-steps (aim 1e-4)", "%.1e", worst[2]);
    print("same-bits", "%s", repeats[0]);
  }

  private void tower() {
    for (int users : new int[] {6040, 1_000_000}) {
      for (Precision precision : Precision.values()) {
        Figures figures = measured(tower(users), ratings(users, ITEMS, ROWS), precision);
        print(
            "tower-%s-%d-users-rows-per-second".formatted(precision, users), "%.0f", figures.epoch);
        print("tower-%s-%d-users-steps-alone".formatted(precision, users), "%.0f", figures.steps);
      }
    }
  }

  private void factors() {
    TowerDesign design =
        new TowerDesign(
            List.of(
                new TableShape(71_568, 41, TableShape.Entries.ONE, 0),
                new TableShape(10_682, 41, TableShape.Entries.ONE, 41)),
            TowerShape.factors(40, TowerLoss.MSE),
            ADAGRAD,
            0,
            0.02,
            0);
    Figures figures = measured(design, ratings(71_567, 10_681, ROWS), Precision.FP32);
    print("factors-rows-per-second (aim 50000000)", "%.0f", figures.epoch);
    print("factors-steps-alone", "%.0f", figures.steps);
  }

  /** Rows a second of whole epochs, and of their steps alone, the rows already ordered. */
  private record Figures(double epoch, double steps) {}

  private Figures measured(TowerDesign design, Shard shard, Precision precision) {
    BatchPlan plan = new BatchPlan(1, BATCH, 0, Negatives.NONE);
    int batches = plan.batches(shard.rows());
    RoundPlan rounds = new RoundPlan(batches, batches);
    double epochSeconds = Double.POSITIVE_INFINITY;
    double stepSeconds = Double.POSITIVE_INFINITY;
    try (DeviceReplica replica = new DeviceReplica(library, 0, precision, design, BATCH)) {
      replica.load(start(design));
      ResidentShard resident = new ResidentShard(replica);
      for (int epoch = 1; epoch <= EPOCHS; epoch++) {
        long from = System.nanoTime();
        resident.train(design, plan, rounds, new RoundSlice(epoch, epoch, 0, batches), shard);
        double loss = replica.loss(batches - 1);
        epochSeconds = Math.min(epochSeconds, seconds(from));
        from = System.nanoTime();
        replica.train(0, batches, rounds.step(epoch, 0), new long[batches]);
        System.out.printf("  loss %.4f, then %.4f%n", loss, replica.loss(batches - 1));
        stepSeconds = Math.min(stepSeconds, seconds(from));
      }
    }
    return new Figures(shard.rows() / epochSeconds, shard.rows() / stepSeconds);
  }

  /** One replica a core, each with rows of its own. */
  private void processor() {
    int cores = Runtime.getRuntime().availableProcessors();
    TowerDesign design = tower(6040);
    int rows = Math.max(BATCH, ROWS / 10 / cores);
    double best = Double.POSITIVE_INFINITY;
    List<Shard> shards =
        IntStream.range(0, cores).mapToObj(core -> ratings(6040, ITEMS, rows)).toList();
    List<TowerReplica> replicas =
        IntStream.range(0, cores).mapToObj(core -> new TowerReplica(design)).toList();
    replicas.forEach(replica -> replica.load(start(design)));
    for (int epoch = 1; epoch <= EPOCHS; epoch++) {
      long from = System.nanoTime();
      int now = epoch;
      List<Thread> threads =
          IntStream.range(0, cores)
              .mapToObj(
                  core ->
                      new Thread(() -> train(replicas.get(core), design, shards.get(core), now)))
              .toList();
      threads.forEach(Thread::start);
      threads.forEach(DeviceBenchmark::join);
      best = Math.min(best, seconds(from));
    }
    replicas.forEach(TowerReplica::close);
    print(
        "processor-%d-cores-rows-per-second".formatted(cores),
        "%.0f",
        (double) rows * cores / best);
  }

  private static void train(TowerReplica replica, TowerDesign design, Shard shard, int epoch) {
    BatchPlan plan = new BatchPlan(1, BATCH, 0, Negatives.NONE);
    IndexBatch batch = ShardRows.room(design, plan.negatives(), BATCH);
    ShardBatches batches = new ShardBatches(plan, epoch, shard);
    for (int number = 0; number < batches.count(); number++) {
      batches.fill(number, batch);
      replica.train(batch, (long) epoch * batches.count() + number, number);
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A network whose tables alone are larger than the device. */
  private void memory() {
    long total = devices.found().get(0).totalBytes();
    TableShape table = new TableShape(1 << 23, 100);
    int tables = (int) (total / ((long) table.rows() * table.dimension() * Float.BYTES)) + 1;
    TowerShape dense =
        new TowerShape(tables * 100, List.of(), Activation.RELU, TowerLoss.MSE, 0, 0);
    TowerDesign design = new TowerDesign(Collections.nCopies(tables, table), dense, ADAGRAD, 0, 0);
    System.out.printf(
        "memory forecast %d bytes of %d%n", new DeviceMemory(design, BATCH).ofReplica(), total);
    try (DeviceReplica replica = new DeviceReplica(library, 0, Precision.FP32, design, BATCH)) {
      System.out.println("memory NOT refused: " + replica.allocated());
    } catch (DeviceException e) {
      System.out.printf("memory refused %s: %s%n", e.outOfMemory(), e.getMessage());
    }
  }

  private static TowerDesign tower(int users) {
    TowerShape dense = new TowerShape(64, List.of(256, 64), Activation.RELU, TowerLoss.MSE, 0, 0);
    return new TowerDesign(
        List.of(new TableShape(users + 1, 32), new TableShape(ITEMS + 1, 32)),
        dense,
        ADAGRAD,
        0,
        0);
  }

  private static TowerState start(TowerDesign design) {
    return TowerState.starting(design, ReferenceTower.gaussian(design.parameters(), 0.05, 5));
  }

  /** Users in order, each rating items of which the first are rated most. */
  private static Shard ratings(int users, int items, int rows) {
    SplittableRandom random = new SplittableRandom(SEED);
    int[] ofUsers =
        IntStream.range(0, rows).map(row -> 1 + (int) ((long) row * users / rows)).toArray();
    int[] ofItems = new int[rows];
    float[] labels = new float[rows];
    for (int row = 0; row < rows; row++) {
      ofItems[row] = 1 + (int) (Math.pow(random.nextDouble(), 2) * items);
      labels[row] = 1 + (ofUsers[row] + ofItems[row]) % 5;
    }
    long[] keys = LongStream.range(0, rows).toArray();
    return new Shard(
        0, keys, labels, new int[][] {ofUsers, ofItems}, new EntryLists[2], new float[0]);
  }

  private static double seconds(long from) {
    return (System.nanoTime() - from) / 1e9;
  }

  private static void print(String name, String format, Object value) {
    System.out.printf("%-60s " + format + "%n", name, value);
  }
}
