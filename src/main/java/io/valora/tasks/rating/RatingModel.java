package io.valora.tasks.rating;

import io.valora.base.JobException;
import io.valora.base.Outcome;
import io.valora.features.ContextTerm;
import io.valora.features.fit.ContextEncoder;
import io.valora.features.fit.RatingEncoder;
import io.valora.features.fit.Vocabulary;
import io.valora.model.GoldenRow;
import io.valora.model.ModelSignature;
import io.valora.model.PairScorer;
import io.valora.model.PairScorerFactory;
import io.valora.model.Range;
import io.valora.models.ModelFolder;
import io.valora.models.PairModel;
import io.valora.networks.TrainedNetwork;
import io.valora.storage.RunFolder;
import io.valora.storage.Storage;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;

/**
 * Trained rating model with its encoder, as the stages of a run use it on Spark.
 *
 * @param encoder fitted on train
 * @param stars of train; predictions are evaluated clipped to this range
 * @param ranking what orders lists, where the job says so
 */
record RatingModel(
    TrainedNetwork network, RatingEncoder encoder, Range stars, Optional<TrainedNetwork> ranking) {
  private static final String RANKING = "ranking.zip";
  private static final String NETWORK = "network.zip";
  private static final String SIGNATURE = "signature.json";
  private static final String USERS = "user";
  private static final String ITEMS = "item";
  private static final String CONTEXT = "context";
  private static final double TOLERANCE = 1e-5;

  /**
   * Fits nothing: writes the vocabularies and reads them back, so that all later reads are cheap.
   */
  static RatingEncoder keep(RatingEncoder fitted, RunFolder folder) {
    return new RatingEncoder(
        fitted.users().write(folder.vocabulary(USERS)),
        fitted.items().write(folder.vocabulary(ITEMS)),
        fitted.context().map(known -> known.write(folder.vocabulary(CONTEXT))));
  }

  /** Writes DL4J's files. */
  static void write(
      Storage storage, RunFolder folder, TrainedNetwork network, Optional<TrainedNetwork> ranking) {
    storage.write(folder.model(NETWORK), network.toZip());
    storage.delete(folder.model(RANKING));
    ranking.ifPresent(other -> storage.write(folder.model(RANKING), other.toZip()));
  }

  /**
   * @throws JobException when the network no longer predicts what it did when it was written
   */
  static RatingModel read(SparkSession spark, Storage storage, RunFolder folder) {
    TrainedNetwork network = TrainedNetwork.fromZip(storage.readBytes(folder.model(NETWORK)));
    Optional<TrainedNetwork> ranking =
        storage.exists(folder.model(RANKING))
            ? Optional.of(TrainedNetwork.fromZip(storage.readBytes(folder.model(RANKING))))
            : Optional.empty();
    ModelFolder plain = new ModelFolder(storage, folder);
    if (!plain.isPlain()) {
      ModelSignature earlier = earlierSignature(storage, folder);
      earlier.verify(network.scorers());
      return new RatingModel(
          network,
          new RatingEncoder(
              Vocabulary.read(spark, folder.model("vocabulary/" + USERS)),
              Vocabulary.read(spark, folder.model("vocabulary/" + ITEMS)),
              Optional.empty()),
          new Range(earlier.lowestRating(), earlier.highestRating()),
          ranking);
    }
    PairModel model = plain.pairModel();
    requireSame(model, network.scorers());
    return new RatingModel(
        network,
        new RatingEncoder(
            Vocabulary.read(spark, folder.vocabulary(USERS)),
            Vocabulary.read(spark, folder.vocabulary(ITEMS)),
            context(spark, folder, model.contexts().terms())),
        model.signature().output().range(),
        ranking);
  }

  /** The signature of a folder of version 1. */
  static ModelSignature earlierSignature(Storage storage, RunFolder folder) {
    String uri = folder.model(SIGNATURE);
    return ModelSignature.fromJson(uri, storage.readText(uri));
  }

  /** Scorers that order lists. */
  PairScorerFactory listScorers() {
    return ranking.orElse(network).scorers();
  }

  PairScorerFactory scorers() {
    return network.scorers();
  }

  private static Optional<ContextEncoder> context(
      SparkSession spark, RunFolder folder, List<ContextTerm> terms) {
    return terms.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new ContextEncoder(terms, Vocabulary.read(spark, folder.vocabulary(CONTEXT))));
  }

  /** Compares what scores many rows with what scores one, on the golden rows. */
  private static void requireSame(PairModel model, PairScorerFactory scorers) {
    PairScorer scorer = scorers.open();
    List<GoldenRow> rows = model.signature().goldenRows();
    for (int i = 0; i < rows.size(); i++) {
      Object[] ids = model.signature().typed(rows.get(i).cells());
      float[] stars = new float[1];
      int[] user = {model.users().index(text(ids[0]))};
      int[] item = {model.items().index(text(ids[1]))};
      int[][] contexts = {model.contexts().of(ids)};
      scorer.score(user, item, contexts, 1, stars);
      double expected = rows.get(i).value();
      double found = model.signature().output().range().clip(stars[0]);
      if (!(Math.abs(found - expected) <= TOLERANCE * Math.max(1, Math.abs(expected)))) {
        throw JobException.cannot(
            Outcome.UNEXPECTED,
            "load the model",
            "golden row %d gives %s in a batch instead of %s".formatted(i + 1, found, expected));
      }
    }
  }

  private static String text(Object id) {
    return id == null ? null : id.toString();
  }
}
