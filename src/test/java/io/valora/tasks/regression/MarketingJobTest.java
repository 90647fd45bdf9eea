package io.valora.tasks.regression;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.valora.baselines.Baseline;
import io.valora.baselines.TableBaselinesConfig;
import io.valora.config.ConfigSection;
import io.valora.config.JobText;
import io.valora.config.Problems;
import io.valora.evaluation.regression.RegressionEvaluation;
import io.valora.evaluation.regression.RegressionEvaluationConfig;
import io.valora.features.fit.table.EncodedRows;
import io.valora.features.fit.table.TableEncoderFit;
import io.valora.features.table.TableEncoder;
import io.valora.features.table.TableFeaturesConfig;
import io.valora.ingest.Ingest;
import io.valora.ingest.IngestConfig;
import io.valora.ingest.IngestFolders;
import io.valora.ingest.IngestInput;
import io.valora.ingest.IngestResult;
import io.valora.ingest.SourceFile;
import io.valora.ingest.sample.Sample;
import io.valora.split.SplitConfig;
import io.valora.split.SplitPaths;
import io.valora.split.Splitter;
import io.valora.testing.LocalSpark;
import io.valora.training.TrainingConfig;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The job file's own sections, from the sample to what a straight line makes of it. */
class MarketingJobTest {
  private final SparkSession session = LocalSpark.session();
  private final Problems problems = new Problems("jobs/marketing.yaml");

  @TempDir Path folder;

  @Test
  void aLineExplainsTheMonthsAndAnswersForOneAmount() throws IOException {
    ConfigSection job = new ConfigSection(tree(), problems);
    IngestConfig ingest = IngestConfig.from(job.section("ingest"));
    SplitConfig split = SplitConfig.from(job.section("split"), job.wholeNumber("seed", 1, 0));
    String target = TableFeaturesConfig.target(job, ingest.schema());
    TableFeaturesConfig features =
        TableFeaturesConfig.from(job.section("features"), ingest.schema(), target);
    TrainingConfig.from(job.section("training"));
    RegressionEvaluationConfig evaluation =
        RegressionEvaluationConfig.from(job.section("evaluation"));
    List<Baseline> baselines = TableBaselinesConfig.from(job.section("baselines")).baselines();
    problems.throwIfAny();

    SplitPaths parts = divided(ingest, split);
    Dataset<Row> train = session.read().parquet(parts.train());
    Dataset<Row> test = session.read().parquet(parts.test());
    TableEncoder encoder = TableEncoderFit.of(train, features);
    try (var line = baselines.get(1).fit(EncodedRows.of(train, encoder))) {
      Dataset<Row> predicted = line.predict(EncodedRows.of(test, encoder));
      RegressionEvaluation measured =
          RegressionEvaluation.of(predicted, encoder.inputs(), evaluation, 42, 0);

      assertThat(measured.test().rows()).isBetween(80L, 112L);
      assertThat(measured.points()).hasSize((int) measured.test().rows());
      assertThat(measured.test().r2()).isBetween(0.984, 0.993);
      assertThat(measured.points().get(0).input()).isBetween(30.0, 100.0);
      assertThat(measured.worst()).hasSize(10);

      TableEncoder read = TableEncoder.fromJson("encoder.json", encoder.toJson());
      float[] numbers = read.encode(Map.of("monto_invertido", "85"));
      assertThat(line.predict(rowOf(numbers)).first().<Double>getAs("prediction"))
          .isBetween(208.0, 212.0);
    }
  }

  private static ObjectNode tree() throws IOException {
    return JobText.parse("jobs/marketing.yaml", Files.readString(Path.of("jobs/marketing.yaml")));
  }

  private SplitPaths divided(IngestConfig ingest, SplitConfig split) throws IOException {
    assertThat(ingest.source()).containsExactly(Sample.MARKETING.source());
    Path file = folder.resolve("marketing.csv");
    try (OutputStream out = Files.newOutputStream(file)) {
      Sample.MARKETING.writeTo(out);
    }
    IngestFolders folders = IngestFolders.below("file:" + folder + "/run");
    SourceFile source = new SourceFile("file:" + file, Sample.MARKETING.source(), "");
    IngestResult result = Ingest.run(session, new IngestInput(ingest, List.of(source), folders));
    assertThat(result.quarantined()).isEqualTo(5);
    assertThat(result.duplicatesDropped()).isEqualTo(2);
    SplitPaths parts = SplitPaths.in("file:" + folder + "/parts");
    Splitter.split(session.read().parquet(folders.typed()), split, parts);
    return parts;
  }

  private Dataset<Row> rowOf(float[] numbers) {
    StructType schema =
        new StructType().add("numbers", DataTypes.createArrayType(DataTypes.FloatType, false));
    return session.createDataFrame(List.of(RowFactory.create((Object) numbers)), schema);
  }
}
