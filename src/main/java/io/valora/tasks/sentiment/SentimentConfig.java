package io.valora.tasks.sentiment;

import static io.valora.networks.TextNetworkConfig.Kind.BAG_OF_TERMS;
import static io.valora.networks.TextNetworkConfig.Kind.EMBEDDING_AVERAGE;
import static io.valora.schema.Columns.LABEL;
import static io.valora.schema.Columns.SCORE;
import static io.valora.schema.Columns.TEXT;

import io.valora.baselines.TextBaseline;
import io.valora.baselines.TextBaselinesConfig;
import io.valora.config.ConfigSection;
import io.valora.evaluation.classification.ClassificationConfig;
import io.valora.features.fit.text.AnalyzedTexts;
import io.valora.features.fit.vectors.VectorsConfig;
import io.valora.features.text.TextAnalyzer;
import io.valora.features.text.TextConfig;
import io.valora.features.text.Weighting;
import io.valora.ingest.IngestConfig;
import io.valora.job.AuxiliaryInput;
import io.valora.job.DeclaredColumns;
import io.valora.job.JobConfig;
import io.valora.job.NetworkEstimate;
import io.valora.job.QuickBaselines;
import io.valora.job.TaskConfig;
import io.valora.networks.OptimizerConfig;
import io.valora.networks.TextNetworkConfig;
import io.valora.split.LeakKeys;
import io.valora.storage.Storage;
import io.valora.training.MonitoredMetric;
import io.valora.training.TrainingConfig.Refit;
import io.valora.training.TrainingDefaults;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * A text to good or bad.
 *
 * @param wordDropout share in [0, 1) of a text's terms that each epoch leaves out
 * @param vectors what terms' embeddings start at; empty for small random numbers
 * @param unlabeled texts without labels
 * @param sharpness above 0: with self-training, what the first network's logits of those texts are
 *     multiplied by before they become labels; empty without
 */
public record SentimentConfig(
    TextConfig text,
    double wordDropout,
    TextNetworkConfig network,
    Optional<VectorsConfig> vectors,
    Optional<AuxiliaryInput> unlabeled,
    OptionalDouble sharpness,
    TextBaselinesConfig baselines,
    ClassificationConfig evaluation)
    implements TaskConfig {
  /** Of a weight per term, which learns best by large steps from the count ratios on. */
  private static final TrainingDefaults TERMS =
      new TrainingDefaults(
          30,
          32,
          2,
          new OptimizerConfig.KerasStyleAdagrad(1, 1e-4, 1e-7),
          MonitoredMetric.LOSS,
          3,
          Refit.OFF);

  private static final String UNLABELED = "unlabeled";
  private static final String SELF_TRAINING = "self-training";

  static SentimentConfig from(ConfigSection job, DeclaredColumns columns) {
    columns.require(TEXT, LABEL);
    columns.requireText(TEXT);
    columns.requireClass(LABEL);
    ConfigSection features = job.section("features");
    ConfigSection text = features.section("text");
    TextNetworkConfig network =
        TextNetworkConfig.from(
            job.section("network"), text.has("vectors") ? EMBEDDING_AVERAGE : BAG_OF_TERMS);
    TextConfig terms =
        network.kind() == BAG_OF_TERMS ? TextConfig.ofTerms(text) : TextConfig.from(text);
    return new SentimentConfig(
        terms,
        text.fraction("word-dropout", 0),
        network,
        VectorsConfig.from(text, terms, network.vectorDimension(), job.wholeNumber("seed", 42, 0)),
        unlabeled(job, columns),
        sharpness(job),
        TextBaselinesConfig.from(job.section("baselines")),
        ClassificationConfig.from(job.section("evaluation")));
  }

  private static Optional<AuxiliaryInput> unlabeled(ConfigSection job, DeclaredColumns columns) {
    return job.optionalSection(UNLABELED)
        .map(
            section -> {
              IngestConfig texts = IngestConfig.ofInput(section);
              DeclaredColumns declared =
                  new DeclaredColumns(columns.task(), section, texts.schema());
              declared.require(TEXT);
              declared.requireText(TEXT);
              return new AuxiliaryInput(UNLABELED, texts);
            });
  }

  private static OptionalDouble sharpness(ConfigSection job) {
    Optional<ConfigSection> section = job.optionalSection(SELF_TRAINING);
    if (section.isEmpty()) {
      return OptionalDouble.empty();
    }
    double sharpness = section.get().positive("sharpness", 1);
    if (!job.has(UNLABELED)) {
      job.invalid(SELF_TRAINING, "alone", "must come with unlabeled, the texts to learn from");
    }
    return OptionalDouble.of(sharpness);
  }

  @Override
  public List<String> trainingFiles() {
    return vectors.map(config -> config.source().files()).orElse(List.of());
  }

  @Override
  public void check(Storage storage) {
    vectors.ifPresent(config -> config.source().check(storage));
  }

  @Override
  public List<AuxiliaryInput> auxiliaryInputs() {
    return unlabeled.stream().toList();
  }

  /** Terms of the baselines: unigrams and bigrams with the same case handling. */
  TextConfig baselineTerms() {
    return new TextConfig(
        2, text.vocabularySize(), 1, 0, text.maxLength(), text.letterCase(), Weighting.PRESENCE, 1);
  }

  @Override
  public SentimentFit featureFit(JobConfig job) {
    return SentimentFit.of(job);
  }

  @Override
  public Map<String, Double> quickBaselines(
      Dataset<Row> train, Dataset<Row> scored, MonitoredMetric metric) {
    TextAnalyzer terms = new TextAnalyzer(baselineTerms());
    Dataset<Row> rows = AnalyzedTexts.of(SentimentFit.labeled(train), terms).cache();
    Dataset<Row> measured = AnalyzedTexts.of(SentimentFit.labeled(scored), terms).cache();
    Map<String, Double> metrics = new LinkedHashMap<>();
    try {
      for (TextBaseline baseline : baselines.quick()) {
        Dataset<Row> predicted = baseline.fit(rows).predict(measured);
        metrics.put(baseline.name(), QuickBaselines.metric(predicted, LABEL, SCORE, metric));
      }
    } finally {
      rows.unpersist();
      measured.unpersist();
    }
    return metrics;
  }

  @Override
  public NetworkEstimate network(OptimizerConfig optimizer) {
    int rows = text.hashBits() > 0 ? 1 << text.hashBits() : text.vocabularySize() + 1;
    return new NetworkEstimate.Bounded(
        network.network(rows, optimizer).design(),
        "%,d terms; unknown is how many texts there are".formatted(rows));
  }

  @Override
  public TrainingDefaults trainingDefaults() {
    return network.kind() == BAG_OF_TERMS ? TERMS : TrainingDefaults.EMBEDDINGS;
  }

  @Override
  public boolean hasClasses() {
    return true;
  }

  @Override
  public LeakKeys leakKeys() {
    return new LeakKeys(List.of(TEXT), LABEL, List.of());
  }
}
