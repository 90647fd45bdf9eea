package io.valora.testing.training;

import io.valora.base.KeyedHash;
import io.valora.networks.TrainableTower;
import io.valora.networks.Vocabularies;
import io.valora.testing.LocalSpark;
import io.valora.testing.baselines.EncodedRows;
import io.valora.training.Negatives;
import io.valora.training.RowLayout;
import io.valora.training.RowTraining;
import io.valora.training.TrainingSplits;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Encoded rows whose rating is 2, plus 2 for an even user, plus 1 for an odd item. */
public final class SyntheticRatings {
  public static final Vocabularies VOCABULARIES = new Vocabularies(20, 30);

  private SyntheticRatings() {}

  /** Rows number {@code first} and on; a row is a function of its number. */
  public static Dataset<Row> rows(int first, int count) {
    return LocalSpark.session()
        .createDataFrame(
            IntStream.range(first, first + count).mapToObj(SyntheticRatings::row).toList(),
            EncodedRows.SCHEMA);
  }

  /**
   * Training of a network on such rows, without checkpoints.
   *
   * @param network of {@link #VOCABULARIES}
   */
  public static RowTraining training(
      TrainingSplits splits, TrainableTower network, double unknownDropout, long seed) {
    return new RowTraining(
        splits,
        RowLayout.RATINGS,
        network,
        List.of(),
        unknownDropout,
        Negatives.NONE,
        seed,
        Optional.empty());
  }

  private static Row row(int number) {
    int user = 1 + (int) (KeyedHash.uniform(1, number) * VOCABULARIES.users());
    int item = 1 + (int) (KeyedHash.uniform(2, number) * VOCABULARIES.items());
    float rating = 2 + (user % 2 == 0 ? 2 : 0) + item % 2;
    return RowFactory.create(KeyedHash.hash(3, number), "u" + user, "i" + item, user, item, rating);
  }
}
