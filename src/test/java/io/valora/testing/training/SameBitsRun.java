package io.valora.testing.training;

import io.valora.networks.FactorLink;
import io.valora.networks.FactorsConfig;
import io.valora.networks.FactorsConfig.RatedItemsUse;
import io.valora.networks.OptimizerConfig;
import io.valora.networks.TrainableTower;
import io.valora.networks.Vocabularies;
import io.valora.tower.EntryLists;
import io.valora.training.Averaging;
import io.valora.training.EngineState;
import io.valora.training.EpochSpan;
import io.valora.training.LinkedTable;
import io.valora.training.Negatives;
import io.valora.training.RoundListener;
import io.valora.training.TrainingListener;
import io.valora.training.averaging.ValoraEngine;
import io.valora.training.shards.BatchPlan;
import io.valora.training.shards.ShardedRows;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.apache.spark.sql.SparkSession;

/**
 * Trains four shards for three epochs once per master and event, and prints both with the parameter
 * hash.
 *
 * <p>The events: {@code nothing}, {@code executor-dies}, {@code speculation} or {@code driver-dies}
 * (training ends in the middle of an epoch, and another engine goes on from its state); and {@code
 * factors}, another network undisturbed.
 */
public final class SameBitsRun {
  private static final String CLUSTER = "local-cluster[2,1,1024]";
  private static final String FACTORS = "factors";
  private static final int USERS = 500;
  private static final int ITEMS = 300;
  private static final int RATED = 7;
  private static final int SHARDS = 4;
  private static final int EPOCHS = 3;

  /** Enough for four rounds an epoch. */
  private static final int ROWS = 12_000;

  private static final BatchPlan PLAN = new BatchPlan(MeasuredNetwork.SEED, 256, 0.1);
  private static final Averaging AVERAGING = Averaging.everyBatches(3);

  private final MeasuredNetwork network = MeasuredNetwork.of(USERS, ITEMS);
  private boolean executorDied;

  private SameBitsRun() {}

  /**
   * The hashes after all events on all cluster shapes, one after the other in the driver's JVM,
   * with local-cluster each in executors' JVMs of its own.
   */
  public static List<String> everywhere() {
    return hashes(MeasuredRun.start(SameBitsRun.class));
  }

  /** The hashes of a network of factors with rated items on all cluster shapes. */
  public static List<String> factorsEverywhere() {
    return hashes(MeasuredRun.start(SameBitsRun.class, FACTORS));
  }

  private static List<String> hashes(MeasuredRun run) {
    return run.printed().values().stream()
        .filter(printed -> printed.matches("[0-9a-f]{64}"))
        .toList();
  }

  public static void main(String[] args) {
    // Executors live for seconds.
    System.setProperty(
        "spark.executor.extraJavaOptions", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC");
    if (List.of(args).contains(FACTORS)) {
      List.of("local[1]", "local[2]", CLUSTER).forEach(master -> print(master, List.of(FACTORS)));
      return;
    }
    print("local[1]", List.of("nothing"));
    print("local[2]", List.of("nothing", "driver-dies"));
    print(CLUSTER, List.of("nothing", "executor-dies"));
    print(CLUSTER, List.of("speculation"));
  }

  private static void print(String master, List<String> events) {
    if (events.contains("speculation")) {
      System.setProperty("spark.speculation", "true");
      System.setProperty("spark.speculation.interval", "5ms");
      System.setProperty("spark.speculation.quantile", "0.1");
      System.setProperty("spark.speculation.multiplier", "1.01");
      System.setProperty("spark.speculation.minTaskRuntime", "1ms");
    }
    try (SparkSession spark = EngineRun.session(master, SHARDS);
        ShardedRows rows = ShardedRows.of(new SameBitsRun().network.rows(spark, ROWS), SHARDS)) {
      for (String event : events) {
        System.out.println(master + ":" + event + " " + new SameBitsRun().hash(rows, event));
      }
    }
  }

  private String hash(ShardedRows rows, String event) {
    return switch (event) {
      case "nothing", "speculation" -> trained(rows, TrainingListener.SILENT);
      case "executor-dies" -> trained(rows, this::killOneExecutor);
      case "driver-dies" -> resumed(rows);
      case FACTORS -> factors(rows);
      default -> throw new IllegalArgumentException(event);
    };
  }

  private String trained(ShardedRows rows, RoundListener listener) {
    try (ValoraEngine engine = engine(rows)) {
      for (int epoch = 1; epoch <= EPOCHS; epoch++) {
        engine.train(EpochSpan.only(epoch), listener);
      }
      return engine.network().parameterHash();
    }
  }

  private static String factors(ShardedRows rows) {
    int[] starts = new int[USERS + 2];
    int[] items = new int[USERS * RATED];
    float[] weights = new float[items.length];
    for (int user = 1; user <= USERS; user++) {
      starts[user + 1] = user * RATED;
    }
    for (int entry = 0; entry < items.length; entry++) {
      items[entry] = 1 + (entry * RATED + entry / RATED) % ITEMS;
      weights[entry] = 1f / RATED;
    }
    Vocabularies vocabularies = new Vocabularies(USERS, ITEMS);
    FactorLink link =
        new FactorLink(0, vocabularies.itemRows(), new EntryLists(starts, items, weights));
    FactorsConfig config = new FactorsConfig(20, RatedItemsUse.ADDED, 0.1, 0.02);
    TrainableTower network =
        config.network(
            vocabularies, List.of(link), new OptimizerConfig.KerasStyleAdagrad(0.1, 0.1, 1e-7));
    BatchPlan plan = new BatchPlan(MeasuredNetwork.SEED, 256, 0.1, Negatives.NONE, config.run());
    float[] start = network.startingParameters(MeasuredNetwork.SEED, MeasuredNetwork.MEAN);
    List<LinkedTable> links = List.of(new LinkedTable(0, link.entries()));
    try (ValoraEngine engine = new ValoraEngine(network, start, rows, plan, AVERAGING, links)) {
      for (int epoch = 1; epoch <= EPOCHS; epoch++) {
        engine.train(EpochSpan.only(epoch), TrainingListener.SILENT);
      }
      return engine.network().parameterHash();
    }
  }

  private String resumed(ShardedRows rows) {
    EngineState state;
    try (ValoraEngine first = engine(rows)) {
      first.train(EpochSpan.only(1), TrainingListener.SILENT);
      state = interrupted(first);
    }
    try (ValoraEngine second = engine(rows)) {
      second.restore(state);
      for (int epoch = 2; epoch <= EPOCHS; epoch++) {
        second.train(EpochSpan.only(epoch), TrainingListener.SILENT);
      }
      return second.network().parameterHash();
    }
  }

  private static EngineState interrupted(ValoraEngine engine) {
    try {
      engine.train(
          EpochSpan.only(2),
          (epoch, finished, rounds) -> {
            if (finished == 3) {
              throw new CancellationException();
            }
          });
    } catch (CancellationException died) {
      return engine.state();
    }
    throw new IllegalStateException("the epoch has no fourth round");
  }

  private void killOneExecutor(int epoch, int finished, int rounds) {
    if (epoch == 2 && finished == 2 && !executorDied) {
      executorDied = true;
      // Whatever this JVM has started is an executor.
      ProcessHandle.current()
          .children()
          .findFirst()
          .orElseThrow(() -> new IllegalStateException("there is no executor to kill"))
          .destroyForcibly();
    }
  }

  private ValoraEngine engine(ShardedRows rows) {
    return new ValoraEngine(network.tower(), network.start(), rows, PLAN, AVERAGING, List.of());
  }
}
