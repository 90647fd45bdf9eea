package io.valora.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.valora.base.KeyedHash;
import io.valora.config.ConfigSection;
import io.valora.config.JobText;
import io.valora.config.Problems;
import io.valora.networks.RatingNetworkConfig;
import io.valora.networks.TrainableTower;
import io.valora.networks.Vocabularies;
import io.valora.testing.LocalSpark;
import io.valora.testing.training.SyntheticRatings;
import io.valora.training.loop.RowTrainer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/**
 * Fold u1 of MovieLens 100k. Its ids run from 1 without gaps, so that they are their own indices;
 * items that only the test rows have keep what they started with.
 */
@EnabledIfEnvironmentVariable(named = "MOVIELENS_100K", matches = ".+")
class MovieLensTest {
  private static final Vocabularies IDS = new Vocabularies(943, 1682);
  private static final StructType ENCODED =
      new StructType()
          .add("row_key", DataTypes.LongType, false)
          .add("user_index", DataTypes.IntegerType, false)
          .add("item_index", DataTypes.IntegerType, false)
          .add("rating", DataTypes.FloatType, false);

  @Test
  void theTestRowsArePredictedWithin945ThousandthsOfAStar() throws IOException {
    List<int[]> base = ratings("u1.base");
    TrainingSplits splits =
        new TrainingSplits(
            rows(base.stream().filter(row -> !isValidation(row)).toList()),
            rows(base.stream().filter(MovieLensTest::isValidation).toList()));

    TrainingResult result = trained(splits);

    assertThat(result.rowsPerEpoch()).isCloseTo(72_000, within(500L));
    assertThat(rmse(result, ratings("u1.test"))).isLessThan(0.945);
  }

  private static TrainingResult trained(TrainingSplits splits) {
    Problems problems = new Problems("MovieLensTest");
    String training =
        """
        {epochs: 40, shards: 2, batch-size: 64, averaging-frequency: 200,
         optimizer: {kind: adagrad, learning-rate: 0.05}, early-stopping: {patience: 4}}
        """;
    TrainingConfig config = TrainingConfig.from(section(training, problems));
    TrainableTower network =
        RatingNetworkConfig.from(section("{embedding-l2: 0.01}", problems))
            .network(IDS, List.of(), config.optimizer());
    problems.throwIfAny();
    return new RowTrainer(config)
        .train(SyntheticRatings.training(splits, network, 0, 1), TrainingListener.SILENT);
  }

  private static ConfigSection section(String yaml, Problems problems) {
    return new ConfigSection(JobText.parse("MovieLensTest", yaml), problems);
  }

  private static double rmse(TrainingResult result, List<int[]> rows) {
    float[] stars = new float[rows.size()];
    int[] users = rows.stream().mapToInt(row -> row[0]).toArray();
    int[] items = rows.stream().mapToInt(row -> row[1]).toArray();
    result.network().scorers().open().score(users, items, stars.length, stars);
    double squares = 0;
    for (int k = 0; k < stars.length; k++) {
      squares += Math.pow(stars[k] - rows.get(k)[2], 2);
    }
    return Math.sqrt(squares / stars.length);
  }

  private static boolean isValidation(int[] row) {
    return KeyedHash.uniform(42, row[0], row[1]) < 0.1;
  }

  private static Dataset<Row> rows(List<int[]> ratings) {
    return LocalSpark.session()
        .createDataFrame(ratings.stream().map(MovieLensTest::encoded).toList(), ENCODED);
  }

  private static Row encoded(int[] row) {
    return RowFactory.create(KeyedHash.hash(1, row[0], row[1]), row[0], row[1], (float) row[2]);
  }

  private static List<int[]> ratings(String file) throws IOException {
    try (var lines = Files.lines(Path.of(System.getenv("MOVIELENS_100K"), file))) {
      return lines
          .map(line -> Arrays.stream(line.split("\t")).mapToInt(Integer::parseInt).toArray())
          .toList();
    }
  }
}
