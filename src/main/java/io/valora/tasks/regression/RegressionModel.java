package io.valora.tasks.regression;

import static io.valora.schema.Columns.LABEL;
import static io.valora.schema.Columns.NUMBERS;
import static io.valora.schema.Columns.PREDICTION;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;

import io.valora.features.fit.FirstRows;
import io.valora.features.fit.table.EncodedRows;
import io.valora.features.table.FeatureColumn;
import io.valora.features.table.TableEncoder;
import io.valora.features.table.TableFeaturesConfig;
import io.valora.job.JobConfig;
import io.valora.job.StageContext;
import io.valora.model.ModelKind;
import io.valora.model.Output;
import io.valora.model.Range;
import io.valora.model.Signature;
import io.valora.models.EncoderFiles;
import io.valora.models.ModelFolder;
import io.valora.models.NetworkFiles;
import io.valora.models.TableModel;
import io.valora.networks.RowSignature;
import io.valora.networks.TrainedNetwork;
import io.valora.prediction.RowPredictions;
import io.valora.prediction.reference.MeasuredColumn;
import io.valora.prediction.reference.ReferenceFit;
import io.valora.storage.RunFolder;
import io.valora.storage.Storage;
import io.valora.tower.IndexBatch;
import io.valora.tower.TowerDesign;
import io.valora.training.RowLayout;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Trained network of a regression run, for datasets of rows.
 *
 * @param encoder fitted on train
 * @param output scale and range that the network's answers are brought back to
 */
public record RegressionModel(
    TableEncoder encoder, TowerDesign design, TrainedNetwork network, Output output) {
  private static final String NETWORK = "network.zip";
  private static final String EARLIER_SIGNATURE = "signature.json";
  private static final int GOLDEN_ROWS = 8;

  /** A row's numbers, and the target. */
  static final RowLayout LAYOUT = new RowLayout(LABEL, List.of(), NUMBERS);

  /** A network that was trained on the standardized target. */
  static RegressionModel of(JobConfig config, TableEncoder encoder, TrainedNetwork network) {
    Output output =
        output(config, range(config, encoder)).withScale(encoder.target().standardization());
    return of(config, encoder, network, output);
  }

  private static RegressionModel of(
      JobConfig config, TableEncoder encoder, TrainedNetwork network, Output output) {
    TowerDesign design =
        config
            .taskConfig(RegressionConfig.class)
            .network()
            .network(encoder.width(), config.training().optimizer())
            .design();
    return new RegressionModel(encoder, design, network, output);
  }

  private static Output output(JobConfig config, Range range) {
    RegressionConfig settings = config.taskConfig(RegressionConfig.class);
    String target = settings.features().target();
    return new Output(
        target, "predicted " + target, settings.evaluation().unit(), range, List.of());
  }

  private static Range range(JobConfig config, TableEncoder encoder) {
    boolean nonNegative =
        switch (config.taskConfig(RegressionConfig.class).network().output()) {
          case ANY -> false;
          case NON_NEGATIVE -> true;
          case BY_TARGET ->
              isWhole(config, encoder.target().name()) && encoder.target().lowest() >= 0;
        };
    return nonNegative ? Range.NON_NEGATIVE : Range.ALL;
  }

  private static boolean isWhole(JobConfig config, String target) {
    return config
        .ingest()
        .schema()
        .column(target)
        .filter(column -> column.type().isWhole())
        .isPresent();
  }

  /** Writes the {@code model} folder. */
  void write(StageContext context) {
    Storage storage = context.storage();
    RunFolder folder = context.folder();
    TableModel model = portable(context.config());
    storage.write(folder.model(NETWORK), network.toZip());
    EncoderFiles.write(storage, folder, encoder);
    NetworkFiles.NETWORK.write(storage, folder, model.kernel());
    new ModelFolder(storage, folder)
        .write(model, FirstRows.of(context.split("train"), model.signature().names(), GOLDEN_ROWS));
  }

  /** Writes the reference distribution, as a model that hasn't learned from validation rows. */
  void writeReference(StageContext context) {
    TableFeaturesConfig features = context.taskConfig(RegressionConfig.class).features();
    new ModelFolder(context.storage(), context.folder())
        .write(
            new ReferenceFit(
                    MeasuredColumn.inputs(features),
                    MeasuredColumn.value(features.target()),
                    output)
                .of(
                    context.split("train"),
                    context.split("validation"),
                    this::predict,
                    PREDICTION));
  }

  /**
   * Reads the folder of a run, also of one that kept its network in DL4J's format alone.
   *
   * @throws io.valora.base.JobException when the network no longer gives what it did when it was
   *     written
   */
  public static RegressionModel read(Storage storage, RunFolder folder, JobConfig config) {
    TrainedNetwork network = TrainedNetwork.fromZip(storage.readBytes(folder.model(NETWORK)));
    TableEncoder encoder = EncoderFiles.table(storage, folder);
    ModelFolder plain = new ModelFolder(storage, folder);
    if (plain.isPlain()) {
      Signature signature = plain.model().signature();
      RegressionModel model = of(config, encoder, network, signature.output());
      signature.verify(model::predict);
      return model;
    }
    RegressionModel model = of(config, encoder, network, output(config, Range.ALL));
    String signature = folder.model(EARLIER_SIGNATURE);
    RowSignature.fromJson(signature, storage.readText(signature))
        .verify(model.design, network.rowScorer());
    return model;
  }

  /** The same model without Spark and ND4J; has no golden rows yet. */
  public TableModel portable(JobConfig config) {
    RegressionConfig settings = config.taskConfig(RegressionConfig.class);
    Signature signature =
        new Signature(
            "regression",
            ModelKind.TABLE,
            settings.features().columns().stream().map(FeatureColumn::column).toList(),
            output,
            List.of());
    return new TableModel(signature, encoder, network.rowKernel());
  }

  /** Adds {@code label} and {@code prediction}. */
  public Dataset<Row> predict(Dataset<Row> rows) {
    Dataset<Row> predicted =
        new RowPredictions(design, LAYOUT, network, output.scale())
            .add(EncodedRows.exact(rows, encoder), PREDICTION);
    return output.range().equals(Range.ALL)
        ? predicted
        : predicted.withColumn(PREDICTION, greatest(lit(output.range().low()), col(PREDICTION)));
  }

  /** The prediction for one row of the inputs. */
  double predict(Object[] values) {
    float[] numbers = encoder.encode(values);
    IndexBatch row = new IndexBatch(design.tables(), numbers.length, 1);
    System.arraycopy(numbers, 0, row.numbers(), 0, numbers.length);
    row.holds(1);
    float[] answer = new float[1];
    network.rowScorer().score(row, answer);
    return output.restored(answer[0]);
  }
}
