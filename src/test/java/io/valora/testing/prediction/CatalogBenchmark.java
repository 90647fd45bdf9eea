package io.valora.testing.prediction;

import io.valora.export.onnx.InputTensor;
import io.valora.export.onnx.NetworkInputs;
import io.valora.export.onnx.OnnxModel;
import io.valora.export.onnx.OnnxSession;
import io.valora.export.weights.Precision;
import io.valora.export.weights.StoredNetwork;
import io.valora.model.Output;
import io.valora.model.Range;
import io.valora.models.BestItems;
import io.valora.models.Ids;
import io.valora.models.PairModel;
import io.valora.testing.model.PairExamples;
import io.valora.testing.tower.ReferenceTower;
import io.valora.tower.Activation;
import io.valora.tower.RowKernel;
import io.valora.tower.TableShape;
import io.valora.tower.TowerLoss;
import io.valora.tower.TowerRow;
import io.valora.tower.TowerShape;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The list of one user among all items, on one thread, beside ONNX Runtime with the same network,
 * in turns in one JVM.
 */
public final class CatalogBenchmark {
  private static final int USERS = 6040;
  private static final int TOP_N = 10;
  private static final int TURNS = Integer.getInteger("turns", 400);
  private static final Output STARS = new Output("stars", "stars", "", Range.ALL, List.of());

  private CatalogBenchmark() {}

  public static void main(String[] args) {
    measure("factors of 32, 20,000 items", 20_000, 33, TowerShape.factors(32, TowerLoss.MSE));
    measure(
        "embeddings of 32 and 32, layers of 256 and 64, 3,700 items",
        3700,
        32,
        new TowerShape(64, List.of(256, 64), Activation.RELU, TowerLoss.MSE, 0, 0));
  }

  private static void measure(String name, int items, int dimension, TowerShape shape) {
    List<TableShape> tables =
        List.of(new TableShape(USERS + 1, dimension), new TableShape(items + 1, dimension));
    int parameters = (USERS + items + 2) * dimension + shape.weights();
    RowKernel kernel = new RowKernel(tables, shape, ReferenceTower.gaussian(parameters, 0.1, 1));
    PairModel model =
        new PairModel.Builder(
                PairExamples.signature(), new PairModel.Networks(kernel, Optional.empty()))
            .users(ids(USERS))
            .items(ids(items))
            .build();
    NetworkInputs inputs = new NetworkInputs(kernel, List.of("user", "item"), false);
    byte[] graph =
        OnnxModel.of(StoredNetwork.of(kernel, Precision.FP32), inputs, STARS).toBytes(Map.of());
    double[] own = new double[TURNS];
    double[] theirs = new double[TURNS];
    try (OnnxSession session = OnnxSession.of(graph)) {
      for (int turn = 0; turn < TURNS; turn++) {
        int user = 1 + turn % USERS;
        List<InputTensor> tensors = inputs.of(pairs(user, items));
        long start = System.nanoTime();
        String best = model.topN(id(user), TOP_N, Set.of()).get(0).item();
        long between = System.nanoTime();
        String other = best(session.answers(OnnxModel.ANSWER, tensors));
        own[turn] = (between - start) / 1e6;
        theirs[turn] = (System.nanoTime() - between) / 1e6;
        if (!best.equals(other)) {
          System.out.printf("The first item of user %d is %s, and %s there%n", user, best, other);
        }
      }
    }
    double ownMedian = median(own);
    double theirMedian = median(theirs);
    System.out.printf(
        Locale.ROOT,
        "%s: %.2f ms, ONNX Runtime %.2f ms, ratio %.2f%n",
        name,
        ownMedian,
        theirMedian,
        ownMedian / theirMedian);
  }

  private static List<TowerRow> pairs(int user, int items) {
    return IntStream.rangeClosed(1, items).mapToObj(item -> TowerRow.of(user, item)).toList();
  }

  private static String best(double[] answers) {
    BestItems best = new BestItems(TOP_N);
    for (int item = 0; item < answers.length; item++) {
      best.offer(item + 1, (float) answers[item]);
    }
    Integer[] found = new Integer[TOP_N];
    best.drain(found, new Float[TOP_N]);
    return id(found[0]);
  }

  /** In the order of the numbers. */
  private static String id(int index) {
    return "%08d".formatted(index);
  }

  private static Ids ids(int count) {
    return Ids.of(IntStream.rangeClosed(1, count).mapToObj(CatalogBenchmark::id).toList());
  }

  private static double median(double[] milliseconds) {
    double[] sorted =
        Arrays.copyOfRange(milliseconds, milliseconds.length / 2, milliseconds.length);
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
