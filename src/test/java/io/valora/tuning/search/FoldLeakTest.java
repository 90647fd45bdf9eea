package io.valora.tuning.search;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import io.valora.config.JobText;
import io.valora.job.JobConfig;
import io.valora.job.TrainingContext;
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
    FoldFeatures features = features(folds());

    assertThat(features.scored().count()).isGreaterThan(50);
    assertThat(knownRows(features.scored())).isZero();
    assertThat(knownRows(features.fitted().encoded().validation())).isZero();
    assertThat(knownRows(features.fitted().encoded().train())).isGreaterThan(200);
  }

  @Test
  void leakIntoTheFitOfAFoldIsSeen() {
    FoldPaths leaking = folds();
    LocalSpark.session()
        .read()
        .parquet(leaking.scored())
        .limit(20)
        .write()
        .mode(SaveMode.Append)
        .parquet(leaking.train());

    FoldFeatures features = features(leaking);

    assertThat(knownRows(features.scored())).isPositive();
  }

  @Test
  void rowsThatScoreAndRowsThatStopAreApart() {
    FoldFeatures features = features(folds());
    Dataset<Row> scored = features.scored().select("row_key");
    Dataset<Row> stopping = features.fitted().encoded().validation().select("row_key");

    assertThat(scored.intersect(stopping).count()).isZero();
    assertThat(stopping.count()).isPositive();
  }

  private FoldPaths folds() {
    FoldPaths paths = new FoldPaths(folder.resolve("fold").toString());
    Dataset<Row> seen = TypedRatings.typed(TypedRatings.generate(5, 900));
    Folds.write(seen, SplitConfigs.of(SplitKind.GROUPED), new Fold(0, 3, 0.2), paths);
    return paths;
  }

  private FoldFeatures features(FoldPaths fold) {
    RunFolder run = new RunFolder(folder.toString(), "small", "run");
    return FoldFeatures.of(
        JOB.taskConfig().featureFit(JOB),
        new TrainingContext(
            LocalSpark.session(),
            new Storage(new Configuration()),
            JOB.ingest().schema(),
            run,
            fold.splits(),
            new RunFolder(folder.resolve("fitted").toString(), "small", "run")));
  }

  private static long knownRows(Dataset<Row> encoded) {
    return encoded.filter(col("user_index").gt(0)).count();
  }
}
