package io.valora.testing.counts;

import io.valora.features.fit.FirstRows;
import io.valora.features.fit.table.EncodedRows;
import io.valora.features.fit.table.TableEncoderFit;
import io.valora.features.table.FeatureColumn;
import io.valora.features.table.TableEncoder;
import io.valora.features.table.TableFeaturesConfig;
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

/** Encoder fitted on train, the network trained by Poisson loss, and the {@code model} folder. */
final class CountsTrainStage implements StageWork {
  static final RowLayout LAYOUT = new RowLayout(Columns.LABEL, List.of(), Columns.NUMBERS);

  /** Training of the network, with the encoder that was fitted for it. */
  record Training(TableEncoder encoder, RowTraining rows) {}

  static Training training(TrainingContext context, CountsConfig config) {
    TableEncoder encoder = TableEncoderFit.of(context.train(), config.features());
    RowTraining rows =
        new RowTraining(
            new TrainingSplits(
                EncodedRows.of(context.train(), encoder),
                EncodedRows.of(context.validation(), encoder)),
            LAYOUT,
            config.network(encoder.width(), context.optimizer()),
            List.of(),
            0,
            Negatives.NONE,
            context.seed(),
            Optional.empty());
    return new Training(encoder, rows);
  }

  @Override
  public StageResult run(StageContext context) {
    CountsConfig config = context.taskConfig(CountsConfig.class);
    Training training = training(context.training(), config);
    TrainingRun trained =
        TrainingRun.of(context, training.rows.withCheckpoints(TrainingRun.checkpoints(context)));
    write(context, model(config, training.encoder, trained.network()));
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
