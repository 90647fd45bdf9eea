package io.valora.tasks.regression;

import io.valora.features.fit.table.EncodedRows;
import io.valora.features.table.TableEncoder;
import io.valora.job.JobConfig;
import io.valora.networks.RowSignature;
import io.valora.networks.TrainedNetwork;
import io.valora.prediction.RowPredictions;
import io.valora.storage.RunFolder;
import io.valora.storage.Storage;
import io.valora.tower.IndexBatch;
import io.valora.tower.TowerDesign;
import io.valora.training.RowLayout;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Trained regression model with its encoder, as stored in a run's {@code model} folder.
 *
 * @param encoder fitted on train
 */
public record RegressionModel(TableEncoder encoder, TowerDesign design, TrainedNetwork network) {
  private static final String NETWORK = "network.zip";
  private static final String SIGNATURE = "signature.json";
  private static final String ENCODER = "encoder.json";

  /** A row's numbers, and the target. */
  static final RowLayout LAYOUT = new RowLayout(EncodedRows.LABEL, List.of(), EncodedRows.NUMBERS);

  void write(Storage storage, RunFolder folder) {
    storage.write(folder.model(NETWORK), network.toZip());
    storage.write(folder.model(ENCODER), encoder.toJson());
    storage.write(folder.model(SIGNATURE), RowSignature.of(design, network.rowScorer()).toJson());
  }

  static RegressionModel of(JobConfig config, TableEncoder encoder, TrainedNetwork network) {
    TowerDesign design =
        config
            .taskConfig(RegressionConfig.class)
            .network()
            .network(encoder.width(), config.training().optimizer())
            .design();
    return new RegressionModel(encoder, design, network);
  }

  /**
   * @throws io.valora.base.JobException when the network no longer gives what it did when it was
   *     written
   */
  public static RegressionModel read(Storage storage, RunFolder folder, JobConfig config) {
    String file = folder.model(ENCODER);
    RegressionModel model =
        of(
            config,
            TableEncoder.fromJson(file, storage.readText(file)),
            TrainedNetwork.fromZip(storage.readBytes(folder.model(NETWORK))));
    String signature = folder.model(SIGNATURE);
    RowSignature.fromJson(signature, storage.readText(signature))
        .verify(model.design, model.network.rowScorer());
    return model;
  }

  /** Adds {@code label} and {@code prediction}. */
  public Dataset<Row> predict(Dataset<Row> rows) {
    return new RowPredictions(design, LAYOUT, network)
        .add(EncodedRows.of(rows, encoder), "prediction");
  }

  /** The prediction for one row, given as text. */
  public double predict(Map<String, String> values) {
    float[] numbers = encoder.encode(values);
    IndexBatch row = new IndexBatch(design.tables(), numbers.length, 1);
    System.arraycopy(numbers, 0, row.numbers(), 0, numbers.length);
    row.holds(1);
    float[] output = new float[1];
    network.rowScorer().score(row, output);
    return output[0];
  }
}
