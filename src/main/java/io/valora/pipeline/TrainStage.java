package io.valora.pipeline;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;

import io.valora.features.RatingEncoder;
import io.valora.lineage.RunRecord;
import io.valora.model.ModelSignature;
import io.valora.networks.NativeBackend;
import io.valora.networks.Vocabularies;
import io.valora.training.CheckpointPlace;
import io.valora.training.Trainer;
import io.valora.training.TrainingParts;
import io.valora.training.TrainingRequest;
import io.valora.training.TrainingResult;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Vocabularies fitted on train, the network trained on it, and the {@code model} folder. */
final class TrainStage implements StageWork {
  private static final int SHOWN_DIGITS = 12;

  @Override
  public StageResult run(StageContext context) {
    Dataset<Row> train = context.part("train");
    RatingEncoder encoder =
        TrainedModel.keep(RatingEncoder.fit(train, context.config().features()), context.folder());
    Vocabularies vocabularies = new Vocabularies(encoder.users().size(), encoder.items().size());
    TrainingResult result = train(context, encoder, vocabularies);
    context.record().rows().ledger().checkTrained(result.rowsPerEpoch());
    Row range = train.agg(min(col("rating")), max(col("rating"))).first();
    ModelSignature signature =
        ModelSignature.of(
            result.network().scorers(),
            vocabularies.users(),
            vocabularies.items(),
            range.getDouble(0),
            range.getDouble(1));
    TrainedModel.write(context.storage(), context.folder(), result.network(), signature);
    TrainingHistory history = new TrainingHistory(result.history(), result.bestEpoch());
    context.storage().write(context.folder().evaluation(EvaluateStage.HISTORY), history.toCsv());
    context.storage().delete(context.folder().checkpoints());
    String hash = result.network().parameterHash();
    RunRecord record = withBackend(context.record()).withParameterHash(Optional.of(hash));
    return new StageResult(record, summary(result, hash));
  }

  private static TrainingResult train(
      StageContext context, RatingEncoder encoder, Vocabularies vocabularies) {
    TrainingParts parts =
        new TrainingParts(
            encoder.encode(context.part("train")), encoder.encode(context.part("validation")));
    TrainingRequest request =
        new TrainingRequest(
            parts,
            vocabularies,
            context.config().features().unknownDropout(),
            context.config().seed());
    CheckpointPlace checkpoints =
        new CheckpointPlace(
            context.storage(),
            context.folder().checkpoints(),
            context.plan().start(),
            fingerprint(context.record()));
    return new Trainer(context.config().network(), context.config().training())
        .train(request.withCheckpoints(checkpoints), new TrainingProgress(context.listener()));
  }

  private static String fingerprint(RunRecord record) {
    return record
        .rows()
        .split()
        .map(split -> split.train().hash() + " " + split.validation().hash())
        .orElse("");
  }

  private static RunRecord withBackend(RunRecord record) {
    Map<String, String> environment = new LinkedHashMap<>(record.origin().environment());
    environment.putAll(NativeBackend.ofThisProcess().facts());
    return record.withOrigin(record.origin().withEnvironment(environment));
  }

  private static String summary(TrainingResult result, String parameterHash) {
    return "%d epochs of %,d rows in %d shards; epoch %d is kept, validation %.4f, parameters %s"
        .formatted(
            result.epochs(),
            result.rowsPerEpoch(),
            result.shards(),
            result.bestEpoch(),
            result.best().validation().metric(),
            parameterHash.substring(0, SHOWN_DIGITS));
  }
}
