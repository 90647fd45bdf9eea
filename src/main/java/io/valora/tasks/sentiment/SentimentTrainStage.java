package io.valora.tasks.sentiment;

import static org.apache.spark.sql.functions.col;

import io.valora.features.fit.text.EncodedTexts;
import io.valora.features.fit.vectors.VectorMaterial;
import io.valora.features.text.TextEncoder;
import io.valora.job.AuxiliaryInput;
import io.valora.job.StageContext;
import io.valora.job.StageResult;
import io.valora.job.StageWork;
import io.valora.job.TrainingRun;
import io.valora.networks.OptimizerConfig;
import io.valora.networks.TrainableTower;
import io.valora.networks.TrainedNetwork;
import io.valora.tower.TableShape.Learning;
import io.valora.training.Negatives;
import io.valora.training.RowTraining;
import io.valora.training.TrainingSplits;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Terms fitted on train, the network trained on them, and the {@code model} folder. */
public final class SentimentTrainStage implements StageWork {
  private static final String LABEL = "label";

  @Override
  public StageResult run(StageContext context) {
    Dataset<Row> train = labeled(context, "train");
    OptionalDouble sharpness = context.taskConfig(SentimentConfig.class).sharpness();
    Dataset<Row> pseudoLabeled =
        sharpness.isPresent()
            ? pseudoLabeled(context, train, sharpness.getAsDouble())
            : train.limit(0);
    Dataset<Row> both = train.unionByName(pseudoLabeled);
    TextEncoder encoder = SentimentModel.fit(context, both);
    TrainingRun trained =
        TrainingRun.of(context, training(context, encoder, both, "/last"), pseudoLabeled.count());
    SentimentModel.of(context.config(), encoder, trained.network())
        .write(context.storage(), context.folder());
    return trained.finish(context, trained.network());
  }

  /** The unlabeled texts with pseudo-labels from a first network, trained on train. */
  private static Dataset<Row> pseudoLabeled(
      StageContext context, Dataset<Row> train, double sharpness) {
    TextEncoder encoder = SentimentModel.fit(context, train);
    TrainedNetwork first =
        TrainingRun.once(context, training(context, encoder, train, "/first")).network();
    return SelfTraining.labeled(
        context, SentimentModel.of(context.config(), encoder, first), sharpness);
  }

  /**
   * @param checkpoints their folder below that of the run's checkpoints
   */
  private static RowTraining training(
      StageContext context, TextEncoder encoder, Dataset<Row> train, String checkpoints) {
    SentimentConfig settings = context.taskConfig(SentimentConfig.class);
    return new RowTraining(
        new TrainingSplits(
            encoded(encoder, train), encoded(encoder, labeled(context, "validation"))),
        SentimentModel.LAYOUT,
        network(context, encoder),
        List.of(),
        settings.wordDropout(),
        Negatives.NONE,
        context.config().seed(),
        Optional.of(TrainingRun.checkpoints(context, checkpoints)));
  }

  private static TrainableTower network(StageContext context, TextEncoder encoder) {
    SentimentConfig settings = context.taskConfig(SentimentConfig.class);
    OptimizerConfig optimizer = context.config().training().optimizer();
    return settings
        .vectors()
        .map(
            vectors ->
                settings
                    .network()
                    .network(
                        vectors.source().vectors(encoder, material(context)),
                        optimizer,
                        vectors.frozen() ? Learning.FROZEN : Learning.LEARNED))
        .orElseGet(() -> settings.network().network(encoder.tableRows(), optimizer));
  }

  /** All texts that vectors may be learned from: those of train, and those without labels. */
  private static VectorMaterial material(StageContext context) {
    Dataset<Row> texts = context.split("train").select("text");
    for (AuxiliaryInput unlabeled : context.config().taskConfig().auxiliaryInputs()) {
      texts = texts.union(context.auxiliary(unlabeled).select("text"));
    }
    return new VectorMaterial(context.storage(), texts, context.folder().uri() + "/vectors");
  }

  private static Dataset<Row> labeled(StageContext context, String split) {
    return context.split(split).select(col("row_key"), col("text"), col(LABEL).cast("double"));
  }

  private static Dataset<Row> encoded(TextEncoder encoder, Dataset<Row> texts) {
    return EncodedTexts.of(texts, encoder).withColumn(LABEL, col(LABEL).cast("float")).drop("text");
  }
}
