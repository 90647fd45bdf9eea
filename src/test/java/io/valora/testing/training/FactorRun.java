package io.valora.testing.training;

import io.valora.networks.FactorLink;
import io.valora.networks.FactorsConfig;
import io.valora.networks.FactorsConfig.RatedItemsUse;
import io.valora.networks.OptimizerConfig;
import io.valora.networks.TrainableTower;
import io.valora.networks.Vocabularies;
import io.valora.tower.EntryLists;
import io.valora.tower.IndexBatch;
import io.valora.tower.TowerReplica;
import io.valora.tower.TowerState;
import io.valora.training.LinkedTable;
import io.valora.training.Negatives;
import io.valora.training.shards.BatchPlan;
import io.valora.training.shards.Shard;
import io.valora.training.shards.ShardBatches;
import io.valora.training.shards.ShardRows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Epochs of a network of factors in one thread, batches and steps, without Spark: prints {@code
 * rows-per-second}, the best of some epochs.
 *
 * <p>Arguments: ratings, users, items, factors, batch size, and what users and items are beside
 * themselves: {@code plain}, {@code history} or {@code sides}. Or {@code libmf} and its program
 * mf-train behind it: LIBMF (Chin et al., 2016) learns as many factors of the same ratings by
 * Adagrad in one thread; epochs alone are counted.
 */
public final class FactorRun {
  private static final int USER_COLUMNS = 40;
  private static final int ITEM_COLUMNS = 60;
  private static final double SECONDS = 12;
  private static final int LIBMF_EPOCHS = 60;

  private static final String LIBMF = "libmf";

  private final LatentRatings ratings;
  private final int factors;
  private final Vocabularies vocabularies;
  private final TrainableTower network;
  private final List<FactorLink> links;
  private final BatchPlan plan;

  private FactorRun(String[] args) {
    int users = Integer.parseInt(args[1]);
    int items = Integer.parseInt(args[2]);
    ratings = LatentRatings.of(users, items, Integer.parseInt(args[0]), MeasuredNetwork.SEED);
    factors = Integer.parseInt(args[3]);
    vocabularies = new Vocabularies(users, items);
    links = links(args[5]);
    FactorsConfig config =
        new FactorsConfig(
            factors, links.isEmpty() ? RatedItemsUse.LEFT_OUT : RatedItemsUse.ADDED, 0.14, 0.02);
    network =
        config.network(vocabularies, links, new OptimizerConfig.KerasStyleAdagrad(0.1, 0.1, 1e-7));
    plan =
        new BatchPlan(
            MeasuredNetwork.SEED, Integer.parseInt(args[4]), 0, Negatives.NONE, config.run());
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    FactorRun run = new FactorRun(args);
    double rate = args[5].equals(LIBMF) ? run.libmf(args[6]) : run.rate();
    System.out.printf("rows-per-second %.0f%n", rate);
  }

  private double libmf(String program) throws IOException, InterruptedException {
    Path file = Files.createTempFile("ratings", ".txt");
    Path model = Files.createTempFile("model", ".txt");
    try {
      Files.write(
          file,
          (Iterable<String>)
              () -> IntStream.range(0, ratings.count()).mapToObj(this::line).iterator());
      double once = seconds(program, 1, file, model);
      double often = seconds(program, 1 + LIBMF_EPOCHS, file, model);
      return (double) ratings.count() * LIBMF_EPOCHS / (often - once);
    } finally {
      Files.delete(file);
      Files.delete(model);
    }
  }

  private String line(int row) {
    return ratings.users()[row] + " " + ratings.items()[row] + " " + ratings.stars()[row];
  }

  private double seconds(String program, int epochs, Path file, Path model)
      throws IOException, InterruptedException {
    long from = System.nanoTime();
    int code =
        new ProcessBuilder(
                program,
                "-f",
                "0",
                "-k",
                String.valueOf(factors),
                "-s",
                "1",
                "-t",
                String.valueOf(epochs),
                file.toString(),
                model.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor();
    if (code != 0) {
      throw new IllegalStateException(program + " ended with " + code);
    }
    return (System.nanoTime() - from) / 1e9;
  }

  private double rate() {
    Shard shard = shard();
    List<LinkedTable> linked =
        links.stream().map(link -> new LinkedTable(link.by(), link.entries())).toList();
    IndexBatch batch =
        ShardRows.room(
            network.design(), plan.negatives(), Math.min(plan.batchSize(), shard.rows()));
    double best = 0;
    try (TowerReplica replica = new TowerReplica(network.design())) {
      float[] start = network.startingParameters(MeasuredNetwork.SEED, MeasuredNetwork.MEAN);
      replica.load(TowerState.starting(network.design(), start));
      long begin = System.nanoTime();
      long step = 0;
      for (int epoch = 1; (System.nanoTime() - begin) / 1e9 < SECONDS || epoch <= 2; epoch++) {
        ShardBatches batches = new ShardBatches(plan, epoch, shard, linked);
        long from = System.nanoTime();
        for (int number = 0; number < batches.count(); number++) {
          batches.fill(number, batch);
          replica.train(batch, ++step, batches.seedOf(number));
        }
        double seconds = (System.nanoTime() - from) / 1e9;
        best = Math.max(best, shard.rows() / seconds);
      }
    }
    return best;
  }

  private Shard shard() {
    int[][] indices = {ratings.users(), ratings.items()};
    long[] keys = new long[ratings.count()];
    Arrays.setAll(keys, row -> row);
    return new Shard(0, keys, ratings.stars(), indices, new EntryLists[2], new float[0]);
  }

  private List<FactorLink> links(String kind) {
    List<FactorLink> all = new ArrayList<>();
    if (kind.equals("history") || kind.equals("sides")) {
      all.add(new FactorLink(0, vocabularies.itemRows(), history()));
    }
    if (kind.equals("sides")) {
      all.add(new FactorLink(0, USER_COLUMNS, columns(vocabularies.userRows(), USER_COLUMNS, 3)));
      all.add(new FactorLink(1, ITEM_COLUMNS, columns(vocabularies.itemRows(), ITEM_COLUMNS, 4)));
    }
    return List.copyOf(all);
  }

  /** What each user rated, each item weighing 1 / √n. */
  private EntryLists history() {
    int[] starts = new int[vocabularies.userRows() + 1];
    for (int user : ratings.users()) {
      starts[user + 1]++;
    }
    Arrays.parallelPrefix(starts, Integer::sum);
    float[] weights = new float[ratings.count()];
    for (int row = 0; row < weights.length; row++) {
      int user = ratings.users()[row];
      weights[row] = (float) (1 / Math.sqrt(starts[user + 1] - starts[user]));
    }
    return new EntryLists(starts, ratings.items(), weights);
  }

  private static EntryLists columns(int ids, int columns, int each) {
    SplittableRandom random = new SplittableRandom(MeasuredNetwork.SEED);
    int[] starts = new int[ids + 1];
    Arrays.setAll(starts, id -> id * each);
    float[] weights = new float[ids * each];
    Arrays.fill(weights, (float) (1 / Math.sqrt(each)));
    return new EntryLists(starts, random.ints((long) ids * each, 1, columns).toArray(), weights);
  }
}
