package io.valora.testing.training;

import static org.bytedeco.openblas.global.openblas.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas.CblasTrans;
import static org.bytedeco.openblas.global.openblas.cblas_sgemm;

import io.valora.networks.RatingBatch;
import io.valora.tower.IndexBatch;
import io.valora.tower.TowerKernel;
import io.valora.tower.TowerReplica;
import io.valora.tower.TowerState;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.bytedeco.javacpp.FloatPointer;
import org.deeplearning4j.nn.graph.ComputationGraph;

/**
 * One replica in one thread: steps of a tower, of the stock layers, of a tower over a million users
 * and the products of a step alone, in turn. Prints the median of the ratios of neighbors in time.
 *
 * <p>With the argument {@code alone}: steps for some seconds, and their {@code rows-per-second}.
 */
public final class StepRun {
  private static final int ROWS = 4096;
  private static final int ITEMS = 3706;
  private static final int STEPS = 10;
  private static final int ROUNDS = 40;
  private static final int WARM_UP_ROUNDS = 40;
  private static final double ALONE_SECONDS = 8;

  private StepRun() {}

  public static void main(String[] args) {
    if (args.length == 1 && args[0].equals("alone")) {
      alone();
    } else {
      inTurn();
    }
  }

  private static void alone() {
    Steps steps = new Steps(6040);
    for (int round = 0; round < WARM_UP_ROUNDS; round++) {
      steps.seconds();
    }
    long start = System.nanoTime();
    double rows = 0;
    while (System.nanoTime() - start < ALONE_SECONDS * 1e9) {
      steps.seconds();
      rows += (double) STEPS * ROWS;
    }
    print("rows-per-second", rows / ((System.nanoTime() - start) / 1e9));
  }

  private static void inTurn() {
    Steps tower = new Steps(6040);
    Steps few = new Steps(10_000);
    Steps many = new Steps(1_000_000);
    Products products = new Products();
    Stock stock = new Stock();
    List<Double> bound = new ArrayList<>();
    List<Double> users = new ArrayList<>();
    List<Double> layers = new ArrayList<>();
    List<Double> milliseconds = new ArrayList<>();
    for (int round = 0; round < WARM_UP_ROUNDS + ROUNDS; round++) {
      double before = tower.seconds();
      double product = products.seconds();
      double after = tower.seconds();
      double small = few.seconds();
      double large = many.seconds();
      double layered = round % 4 == 0 ? stock.seconds() : Double.NaN;
      if (round >= WARM_UP_ROUNDS) {
        double step = (before + after) / 2;
        milliseconds.add(step / STEPS * 1e3);
        bound.add(product / step);
        users.add(small / large);
        if (!Double.isNaN(layered)) {
          layers.add(layered / after);
        }
      }
    }
    print("step-milliseconds", median(milliseconds));
    print("over-stock-layers", median(layers));
    print("share-of-bound", median(bound));
    print("million-users", median(users));
  }

  private static void print(String name, double value) {
    System.out.printf("%s %.3f%n", name, value);
  }

  private static double median(List<Double> values) {
    Collections.sort(values);
    return values.get(values.size() / 2);
  }

  private static IndexBatch batch(int users, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    IndexBatch batch = new IndexBatch(2, ROWS);
    int[] drawn = random.ints(ROWS, 1, users + 1).sorted().toArray();
    System.arraycopy(drawn, 0, batch.indices()[0], 0, ROWS);
    for (int i = 0; i < ROWS; i++) {
      batch.indices()[1][i] = random.nextInt(1, ITEMS + 1);
      batch.labels()[i] = random.nextInt(1, 6);
    }
    batch.holds(ROWS);
    return batch;
  }

  private static final class Steps {
    private final TowerReplica replica;
    private final IndexBatch[] batches = new IndexBatch[STEPS * 2];
    private long step;

    Steps(int users) {
      MeasuredNetwork network = MeasuredNetwork.of(users, ITEMS);
      replica = new TowerReplica(network.tower().design());
      replica.load(TowerState.starting(network.tower().design(), network.start()));
      for (int i = 0; i < batches.length; i++) {
        batches[i] = batch(users, i);
      }
    }

    double seconds() {
      long start = System.nanoTime();
      for (int i = 0; i < STEPS; i++) {
        replica.train(batches[(int) (step % batches.length)], ++step, step);
      }
      double seconds = (System.nanoTime() - start) / 1e9;
      if (step % batches.length == 0) {
        replica.undo();
      }
      return seconds;
    }
  }

  private static final class Stock {
    private final MeasuredNetwork network = MeasuredNetwork.of(6040, ITEMS);
    private final ComputationGraph graph = network.rating().create(1, MeasuredNetwork.MEAN);

    double seconds() {
      IndexBatch batch = batch(6040, 1);
      long start = System.nanoTime();
      for (int i = 0; i < STEPS; i++) {
        graph.fit(RatingBatch.of(batch.indices()[0], batch.indices()[1], batch.labels()));
      }
      return (System.nanoTime() - start) / 1e9;
    }
  }

  /** The six matrix products of a step, on tiles of the kernel's size, and nothing else. */
  private static final class Products {
    private static final int TILE = TowerKernel.TILE;
    private final FloatPointer x = numbers(TILE * 65);
    private final FloatPointer h1 = numbers(TILE * 257);
    private final FloatPointer h2 = numbers(TILE * 65);
    private final FloatPointer d1 = numbers(TILE * 257);
    private final FloatPointer d2 = numbers(TILE * 65);
    private final FloatPointer dx = numbers(TILE * 65);
    private final FloatPointer w1 = numbers(65 * 256);
    private final FloatPointer w2 = numbers(257 * 64);
    private final FloatPointer g1 = numbers(65 * 256);
    private final FloatPointer g2 = numbers(257 * 64);

    double seconds() {
      long start = System.nanoTime();
      for (int i = 0; i < STEPS; i++) {
        for (int row = 0; row < ROWS; row += TILE) {
          tile(row == 0 ? 0f : 1f);
        }
      }
      return (System.nanoTime() - start) / 1e9;
    }

    private void tile(float keep) {
      product(CblasNoTrans, CblasNoTrans, TILE, 256, 65, x, 65, w1, 256, 0, h1, 257);
      product(CblasNoTrans, CblasNoTrans, TILE, 64, 257, h1, 257, w2, 64, 0, h2, 65);
      product(CblasTrans, CblasNoTrans, 257, 64, TILE, h1, 257, d2, 65, keep, g2, 64);
      product(CblasNoTrans, CblasTrans, TILE, 256, 64, d2, 65, w2, 64, 0, d1, 257);
      product(CblasTrans, CblasNoTrans, 65, 256, TILE, x, 65, d1, 257, keep, g1, 256);
      product(CblasNoTrans, CblasTrans, TILE, 64, 256, d1, 257, w1, 256, 0, dx, 65);
    }

    private static void product(
        int left,
        int right,
        int m,
        int n,
        int k,
        FloatPointer a,
        int lda,
        FloatPointer b,
        int ldb,
        float keep,
        FloatPointer c,
        int ldc) {
      cblas_sgemm(CblasRowMajor, left, right, m, n, k, 1, a, lda, b, ldb, keep, c, ldc);
    }

    private static FloatPointer numbers(int count) {
      FloatPointer pointer = new FloatPointer((long) count);
      for (int i = 0; i < count; i++) {
        pointer.put(i, (float) Math.sin(i) * 0.1f);
      }
      return pointer;
    }
  }
}
