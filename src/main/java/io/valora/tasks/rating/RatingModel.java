package io.valora.tasks.rating;

import static org.apache.spark.sql.functions.col;

import io.valora.features.fit.RatingEncoder;
import io.valora.features.fit.Vocabulary;
import io.valora.model.ModelSignature;
import io.valora.model.PairScorerFactory;
import io.valora.networks.TrainedNetwork;
import io.valora.storage.RunFolder;
import io.valora.storage.Storage;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;

/**
 * Trained rating model with its encoder, as stored in a run's {@code model} folder.
 *
 * @param encoder fitted on train
 * @param ranking what orders lists, where the job says so
 */
record RatingModel(
    TrainedNetwork network,
    RatingEncoder encoder,
    ModelSignature signature,
    Optional<TrainedNetwork> ranking) {
  private static final String RANKING = "ranking.zip";

  private static final String NETWORK = "network.zip";
  private static final String USERS = "vocabulary/user";
  private static final String ITEMS = "vocabulary/item";
  private static final String SIGNATURE = "signature.json";

  /**
   * Fits nothing: writes the vocabularies and reads them back, so that all later reads are cheap.
   */
  static RatingEncoder keep(RatingEncoder fitted, RunFolder folder) {
    return new RatingEncoder(
        fitted.users().write(folder.model(USERS)), fitted.items().write(folder.model(ITEMS)));
  }

  static void write(
      Storage storage, RunFolder folder, TrainedNetwork network, ModelSignature signature) {
    storage.write(folder.model(NETWORK), network.toZip());
    storage.write(folder.model(SIGNATURE), signature.toJson());
  }

  /**
   * @throws io.valora.base.JobException when the network no longer predicts what it did when it was
   *     written
   */
  static RatingModel read(SparkSession spark, Storage storage, RunFolder folder) {
    TrainedNetwork network = TrainedNetwork.fromZip(storage.readBytes(folder.model(NETWORK)));
    ModelSignature signature =
        ModelSignature.fromJson(folder.model(SIGNATURE), storage.readText(folder.model(SIGNATURE)));
    signature.verify(network.scorers());
    RatingEncoder encoder =
        new RatingEncoder(
            Vocabulary.read(spark, folder.model(USERS)),
            Vocabulary.read(spark, folder.model(ITEMS)));
    Optional<TrainedNetwork> ranking =
        storage.exists(folder.model(RANKING))
            ? Optional.of(TrainedNetwork.fromZip(storage.readBytes(folder.model(RANKING))))
            : Optional.empty();
    return new RatingModel(network, encoder, signature, ranking);
  }

  /** Whether training knew the user. */
  static boolean knows(SparkSession spark, RunFolder folder, String user) {
    return !Vocabulary.read(spark, folder.model(USERS))
        .entries()
        .where(col(Vocabulary.ID).equalTo(user))
        .isEmpty();
  }

  /** Keeps the network that orders lists; without one, an earlier one is forgotten. */
  static void writeRanking(Storage storage, RunFolder folder, Optional<TrainedNetwork> ranking) {
    storage.delete(folder.model(RANKING));
    ranking.ifPresent(network -> storage.write(folder.model(RANKING), network.toZip()));
  }

  /** Scorers that order lists. */
  PairScorerFactory listScorers() {
    return ranking.orElse(network).scorers();
  }

  PairScorerFactory scorers() {
    return network.scorers();
  }
}
