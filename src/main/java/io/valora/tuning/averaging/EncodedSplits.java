package io.valora.tuning.averaging;

import io.valora.features.RatingFeaturesConfig;
import io.valora.features.fit.RatingEncoder;
import io.valora.networks.Vocabularies;
import io.valora.storage.RunFolder;
import io.valora.storage.Storage;
import io.valora.training.TrainingSplits;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Train and validation of a run, encoded once by vocabularies that were fitted once. Close it to
 * let the executors forget them and to delete what was staged.
 *
 * @param staging the folder of the vocabularies, beside the run's own model
 */
record EncodedSplits(
    TrainingSplits splits, Vocabularies vocabularies, Storage storage, String staging)
    implements AutoCloseable {

  static EncodedSplits of(
      SparkSession spark, Storage storage, RunFolder folder, RatingFeaturesConfig config) {
    Dataset<Row> train = spark.read().parquet(folder.split("train"));
    Dataset<Row> validation = spark.read().parquet(folder.split("validation"));
    String staging = folder.averaging("staging");
    RatingEncoder fitted = RatingEncoder.fit(train, config);
    RatingEncoder encoder =
        new RatingEncoder(
            fitted.users().write(staging + "/user"), fitted.items().write(staging + "/item"));
    TrainingSplits splits =
        new TrainingSplits(encoder.encode(train).cache(), encoder.encode(validation).cache());
    return new EncodedSplits(
        splits, new Vocabularies(encoder.users().size(), encoder.items().size()), storage, staging);
  }

  @Override
  public void close() {
    splits.train().unpersist();
    splits.validation().unpersist();
    storage.delete(staging);
  }
}
