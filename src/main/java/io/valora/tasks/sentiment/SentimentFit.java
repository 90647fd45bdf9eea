package io.valora.tasks.sentiment;

import static io.valora.schema.Columns.LABEL;
import static io.valora.schema.Columns.ROW_KEY;
import static io.valora.schema.Columns.TEXT;
import static org.apache.spark.sql.functions.col;

import io.valora.features.fit.vectors.VectorMaterial;
import io.valora.features.fit.vectors.VectorSource;
import io.valora.features.fit.vectors.VectorsConfig;
import io.valora.features.text.TextConfig;
import io.valora.features.text.TextEncoder;
import io.valora.job.AuxiliaryInput;
import io.valora.job.FeatureFit;
import io.valora.job.JobConfig;
import io.valora.job.TrainingContext;
import io.valora.training.TrainingConfig.ClassWeights;
import io.valora.training.TrainingSplits;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Fit of the features of a text network.
 *
 * @param unlabeled texts that vectors are learned from too
 * @param seed decides which rows of the rarer class are repeated once more than others
 */
record SentimentFit(
    TextConfig text,
    Optional<VectorSource> vectors,
    Optional<AuxiliaryInput> unlabeled,
    ClassWeights classWeights,
    long seed)
    implements FeatureFit {
  static SentimentFit of(JobConfig job) {
    SentimentConfig config = job.taskConfig(SentimentConfig.class);
    Optional<VectorSource> vectors = config.vectors().map(VectorsConfig::source);
    return new SentimentFit(
        config.text(),
        vectors,
        vectors.flatMap(source -> config.unlabeled()),
        job.training().classWeights(),
        job.seed());
  }

  /** The same with every row counting as one. */
  SentimentFit unweighted() {
    return new SentimentFit(text, vectors, unlabeled, ClassWeights.NONE, seed);
  }

  /** Of the texts that came with labels, also where the run itself adds pseudo-labels. */
  @Override
  public SentimentFeatures fit(TrainingContext context) {
    return fit(context, labeled(context.train()));
  }

  /**
   * Fit of other texts. Those that count more than once in the training count once in the
   * vocabulary.
   *
   * @param train texts and labels, such as those of {@link #labeled}
   */
  SentimentFeatures fit(TrainingContext context, Dataset<Row> train) {
    BalancedClasses weighted =
        classWeights == ClassWeights.BALANCED
            ? BalancedClasses.of(train, seed)
            : new BalancedClasses(train, 0);
    TextEncoder encoder = SentimentModel.fit(context, text, train);
    return new SentimentFeatures(
        encoder,
        vectors.map(source -> source.vectors(encoder, material(context))),
        new TrainingSplits(weighted.rows(), context.validation()),
        weighted.added());
  }

  /** Key, text and label of a split's rows. */
  static Dataset<Row> labeled(Dataset<Row> split) {
    return split.select(col(ROW_KEY), col(TEXT), col(LABEL).cast("double"));
  }

  /** All texts that vectors may be learned from: those of train, and those without labels. */
  private VectorMaterial material(TrainingContext context) {
    Dataset<Row> train = context.train().select(TEXT);
    Dataset<Row> texts =
        unlabeled.map(input -> train.union(context.auxiliary(input).select(TEXT))).orElse(train);
    return new VectorMaterial(context.storage(), texts, context.fitted().uri() + "/vectors");
  }
}
