package io.valora.tuning.search;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import io.valora.config.JobText;
import io.valora.job.JobConfig;
import io.valora.split.Fold;
import io.valora.split.FoldPaths;
import io.valora.split.Folds;
import io.valora.split.SplitKind;
import io.valora.storage.RunFolder;
import io.valora.storage.Storage;
import io.valora.tasks.Tasks;
import io.valora.testing.LocalSpark;
import io.valora.testing.split.SplitConfigs;
import io.valora.testing.split.TypedRatings;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folds by user: whatever a fold has fitted doesn't know the users that score. */
class FoldLeakTest {
  private static final JobConfig JOB =
      JobConfig.of(
          Tasks.ALL,
          "job.yaml",
          JobText.parse(
              "job.yaml",
              """
              job: small
              ingest:
                source: a.csv
                columns:
                  - {name: user}
                  - {name: item}
                  - {name: rating, type: double}
                  - {name: time, type: epoch-seconds}
              split: {kind: grouped}
              """),
          List.of());

  @TempDir Path folder;

  @Test
  void usersThatScoreAreUnknownToTheFoldsVocabulary() {
    FoldTraining training = training(folds());

    assertThat(training.scored().splits().validation().count()).isGreaterThan(50);
    assertThat(knownRows(training.scored().splits().validation())).isZero();
    assertThat(knownRows(training.stopping().splits().validation())).isZero();
    assertThat(knownRows(training.stopping().splits().train())).isGreaterThan(200);
  }

  @Test
  void leakIntoTheFitOfAFoldIsSeen() {
    FoldPaths leaking = folds();
    LocalSpark.session()
        .read()
        .parquet(leaking.heldOut())
        .limit(20)
        .write()
        .mode(SaveMode.Append)
        .parquet(leaking.train());

    FoldTraining training = training(leaking);

    assertThat(knownRows(training.scored().splits().validation())).isPositive();
  }

  @Test
  void rowsThatScoreAndRowsThatStopAreApart() {
    FoldTraining training = training(folds());
    Dataset<Row> scored = training.scored().splits().validation().select("row_key");
    Dataset<Row> stopping = training.stopping().splits().validation().select("row_key");

    assertThat(scored.intersect(stopping).count()).isZero();
    assertThat(stopping.count()).isPositive();
  }

  private FoldPaths folds() {
    FoldPaths paths = new FoldPaths(folder.resolve("fold").toString());
    Dataset<Row> seen = TypedRatings.typed(TypedRatings.generate(5, 900));
    Folds.write(seen, SplitConfigs.of(SplitKind.GROUPED), new Fold(0, 3, 0.2), paths);
    return paths;
  }

  private FoldTraining training(FoldPaths fold) {
    return FoldTraining.of(
        LocalSpark.session(),
        new Storage(new Configuration()),
        JOB,
        new RunFolder(folder.toString(), "small", "run"),
        new FoldTraining.Place(fold, folder.resolve("fitted").toString()));
  }

  private static long knownRows(Dataset<Row> encoded) {
    return encoded.filter(col("user_index").gt(0)).count();
  }
}
