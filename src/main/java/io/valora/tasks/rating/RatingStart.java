package io.valora.tasks.rating;

import io.valora.features.fit.ContextEncoder;
import io.valora.features.fit.RatingEncoder;
import io.valora.features.fit.Vocabulary;
import io.valora.job.JobConfig;
import io.valora.job.StageContext;
import io.valora.lineage.WarmStart;
import io.valora.lineage.WarmStart.Rows;
import io.valora.networks.FactorLink;
import io.valora.networks.RatingNetworkConfig;
import io.valora.networks.TrainableTower;
import io.valora.networks.TrainedNetwork;
import io.valora.networks.Vocabularies;
import io.valora.schema.Columns;
import io.valora.storage.RunFolder;
import io.valora.tower.TowerDesign;
import io.valora.training.WarmNetwork;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;

/**
 * Weights that a training begins with: those of an earlier run's network that hasn't learned from
 * validation rows. They answer in stars, and contexts count 1, so that they mean the same whatever
 * the rows of a run are.
 *
 * @param weights in the tower's order
 * @param encoder ids of the tables' rows
 */
record RatingStart(TrainedNetwork weights, RatingEncoder encoder) {
  private static final String NETWORK = "network.zip";
  private static final int CONTEXTS = 2;

  /** Keeps the weights that validation chose, for later runs. */
  static void write(StageContext context, RatingFeatures features, TrainedNetwork trained) {
    JobConfig job = context.config();
    if (context.taskConfig(RatingConfig.class).warmStartKeys().isEmpty()) {
      return;
    }
    RatingEncoder encoder = features.encoder();
    double unit = features.scale().standardDeviation();
    TrainedNetwork stars = network(job).inUnit(trained, features.vocabularies(), unit);
    int first = firstContext(features.vocabularies(), features.links(), job);
    float[] counted = weights(encoder, job);
    for (int known = 0; known < counted.length; known++) {
      stars.parameters()[first + known] *= counted[known];
    }
    RunFolder folder = context.folder();
    context.storage().write(folder.warmStart(NETWORK), stars.toZip());
    encoder.users().write(folder.warmStart(Columns.USER));
    encoder.items().write(folder.warmStart(Columns.ITEM));
    encoder.context().ifPresent(one -> one.write(folder.warmStart(Columns.CONTEXT)));
  }

  /** The weights that a run begins with, where its job says so. */
  static Optional<RatingStart> read(StageContext context) {
    return context.record().origin().warmStart().map(start -> read(context, start));
  }

  private static RatingStart read(StageContext context, WarmStart start) {
    RunFolder run = new RunFolder(context.folder().root(), context.folder().job(), start.run());
    SparkSession spark = context.spark();
    Optional<ContextEncoder> contexts =
        Optional.of(context.taskConfig(RatingConfig.class).features().context())
            .filter(terms -> !terms.isEmpty())
            .map(
                terms ->
                    new ContextEncoder(
                        terms, Vocabulary.read(spark, run.warmStart(Columns.CONTEXT))));
    return new RatingStart(
        TrainedNetwork.fromZip(context.storage().readBytes(run.warmStart(NETWORK))),
        new RatingEncoder(
            Vocabulary.read(spark, run.warmStart(Columns.USER)),
            Vocabulary.read(spark, run.warmStart(Columns.ITEM)),
            contexts));
  }

  /**
   * The network that begins with these weights.
   *
   * @param untrained of the same features
   */
  WarmNetwork of(TrainableTower untrained, RatingFeatures features, JobConfig job) {
    Vocabularies earlier = RatingFit.vocabularies(encoder);
    List<FactorLink> links =
        features.links().stream()
            .map(link -> new FactorLink(link.by(), earlier.itemRows(), link.entries()))
            .toList();
    double unit = features.scale().standardDeviation();
    TrainedNetwork inUnit = network(job).inUnit(weights, earlier, 1 / unit);
    List<int[]> rows = rows(features);
    int first = firstContext(earlier, links, job);
    float[] counted = weights(features.encoder(), job);
    for (int context = 0; context < counted.length; context++) {
      int row = rows.get(CONTEXTS)[context + 1];
      if (row != WarmNetwork.NEW) {
        inUnit.parameters()[first + row - 1] /= counted[context];
      }
    }
    return new WarmNetwork(untrained, design(earlier, links, job), inUnit, rows);
  }

  /** Rows of each table that are copied, and others. */
  Map<String, Rows> tables(RatingFeatures features) {
    List<String> names = List.of(Columns.USER, Columns.ITEM, Columns.CONTEXT);
    int tables = features.vocabularies().contexts() > 0 ? CONTEXTS + 1 : CONTEXTS;
    List<int[]> rows = rows(features);
    Map<String, Rows> counts = new LinkedHashMap<>();
    for (int table = 0; table < tables; table++) {
      long added = Arrays.stream(rows.get(table)).filter(row -> row == WarmNetwork.NEW).count();
      counts.put(names.get(table), new Rows(rows.get(table).length - 1 - added, added));
    }
    return counts;
  }

  /** Of each table; what users rated has the rows of the items. */
  private List<int[]> rows(RatingFeatures features) {
    RatingEncoder now = features.encoder();
    List<int[]> rows = new ArrayList<>();
    rows.add(rows(encoder.users(), now.users()));
    rows.add(rows(encoder.items(), now.items()));
    if (features.vocabularies().contexts() > 0) {
      rows.add(rows(encoder.context().orElseThrow().keys(), now.context().orElseThrow().keys()));
    }
    features.links().forEach(rated -> rows.add(rows.get(1)));
    return rows;
  }

  /** The earlier index of each index: both vocabularies are in the order of their ids' bytes. */
  static int[] rows(Vocabulary earlier, Vocabulary now) {
    int[] rows = new int[now.size() + 1];
    Iterator<String> known = earlier.ids();
    Iterator<String> ids = now.ids();
    int index = 0;
    byte[] last = {};
    for (int row = 1; row < rows.length; row++) {
      byte[] id = ids.next().getBytes(StandardCharsets.UTF_8);
      while (known.hasNext() && (index == 0 || Arrays.compareUnsigned(last, id) < 0)) {
        last = known.next().getBytes(StandardCharsets.UTF_8);
        index++;
      }
      rows[row] = index > 0 && Arrays.equals(last, id) ? index : WarmNetwork.NEW;
    }
    return rows;
  }

  /** The number behind those of users, items and the unknown context. */
  private static int firstContext(Vocabularies known, List<FactorLink> links, JobConfig job) {
    return design(known, links, job).tables().stream()
            .limit(CONTEXTS)
            .mapToInt(table -> table.rows() * table.dimension())
            .sum()
        + 1;
  }

  private static TowerDesign design(Vocabularies known, List<FactorLink> links, JobConfig job) {
    return network(job).network(known, links, job.training().optimizer()).design();
  }

  private static RatingNetworkConfig network(JobConfig job) {
    return job.taskConfig(RatingConfig.class).network();
  }

  private static float[] weights(RatingEncoder encoder, JobConfig job) {
    return encoder
        .context()
        .map(known -> known.weights(network(job).rowPenalty()))
        .orElseGet(() -> new float[0]);
  }
}
