package io.valora.testing.counts;

import io.valora.features.fit.FirstRows;
import io.valora.features.fit.table.EncodedRows;
import io.valora.features.fit.table.TableEncoderFit;
import io.valora.features.table.FeatureColumn;
import io.valora.features.table.TableEncoder;
import io.valora.features.table.TableFeaturesConfig;
import io.valora.job.FeatureFit;
import io.valora.job.FittedFeatures;
import io.valora.job.JobConfig;
import io.valora.job.StageContext;
import io.valora.job.StageResult;
import io.valora.job.StageWork;
import io.valora.job.TrainingContext;
import io.valora.job.TrainingRun;
import io.valora.model.ModelKind;
import io.valora.model.Output;
import io.valora.model.Range;
import io.valora.model.Signature;
import io.valora.model.reference.Reference;
import io.valora.models.EncoderFiles;
import io.valora.models.ModelFolder;
import io.valora.models.NetworkFiles;
import io.valora.models.TableModel;
import io.valora.networks.TrainedNetwork;
import io.valora.prediction.reference.MeasuredColumn;
import io.valora.prediction.reference.ReferenceFit;
import io.valora.schema.Columns;
import io.valora.training.Negatives;
import io.valora.training.RowLayout;
import io.valora.training.RowTraining;
import io.valora.training.TrainingSplits;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Encoder fitted on train, the network trained by Poisson loss, and the {@code model} folder. */
final class CountsTrainStage implements StageWork {
  static final RowLayout LAYOUT = new RowLayout(Columns.LABEL, List.of(), Columns.NUMBERS);

  /** Fit of the encoder, with the settings that it depends on. */
  record Fit(TableFeaturesConfig features) implements FeatureFit {
    @Override
    public Features fit(TrainingContext context) {
      TrainingSplits typed = new TrainingSplits(context.train(), context.validation());
      return new Features(TableEncoderFit.of(typed.train(), features), typed);
    }
  }

  /** What was fitted, which any network of the same features can be trained on. */
  record Features(TableEncoder encoder, TrainingSplits typed) implements FittedFeatures {
    @Override
    public Dataset<Row> encode(Dataset<Row> rows) {
      return EncodedRows.of(rows, encoder);
    }

    @Override
    public RowLayout layout() {
      return LAYOUT;
    }

    @Override
    public RowTraining training(JobConfig job, TrainingSplits encoded) {
      CountsConfig config = job.taskConfig(CountsConfig.class);
      return new RowTraining(
          encoded,
          LAYOUT,
          config.network(encoder.width(), job.training().optimizer()),
          List.of(),
          0,
          Negatives.NONE,
          job.seed(),
          Optional.empty());
    }
  }

  @Override
  public StageResult run(StageContext context) {
    CountsConfig config = context.taskConfig(CountsConfig.class);
    Features features = new Fit(config.features()).fit(context.training());
    TrainingRun trained =
        TrainingRun.of(
            context,
            features.training(context.config()).withCheckpoints(TrainingRun.checkpoints(context)));
    write(context, model(config, features.encoder, trained.network()));
    return trained.finish(context, trained.network());
  }

  private static TableModel model(
      CountsConfig config, TableEncoder encoder, TrainedNetwork network) {
    String target = config.features().target();
    Range counts = new Range(0, Double.POSITIVE_INFINITY);
    Signature signature =
        new Signature(
            "counts",
            ModelKind.TABLE,
            config.features().columns().stream().map(FeatureColumn::column).toList(),
            new Output(target, "expected " + target, "", counts, List.of()),
            List.of());
    return new TableModel(signature, encoder, network.rowKernel());
  }

  private static void write(StageContext context, TableModel model) {
    EncoderFiles.write(context.storage(), context.folder(), model.encoder());
    NetworkFiles.NETWORK.write(context.storage(), context.folder(), model.kernel());
    ModelFolder folder = new ModelFolder(context.storage(), context.folder());
    folder.write(reference(context, model));
    folder.write(model, FirstRows.of(context.split("train"), model.signature().names(), 5));
  }

  private static Reference reference(StageContext context, TableModel model) {
    TableFeaturesConfig features = context.taskConfig(CountsConfig.class).features();
    return new ReferenceFit(
            MeasuredColumn.inputs(features),
            MeasuredColumn.value(features.target()),
            model.signature().output())
        .of(
            context.split("train"),
            context.split("validation"),
            rows -> CountsEvaluateStage.predicted(rows, model),
            Columns.PREDICTION);
  }
}
