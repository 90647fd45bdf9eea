package io.valora.tasks.regression;

import io.valora.features.fit.table.EncodedRows;
import io.valora.features.table.TableEncoder;
import io.valora.job.FittedFeatures;
import io.valora.job.JobConfig;
import io.valora.networks.LinearStart;
import io.valora.training.Negatives;
import io.valora.training.RowLayout;
import io.valora.training.RowTraining;
import io.valora.training.TrainingSplits;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Fitted features of a table network.
 *
 * @param encoder fitted on the rows to train on
 */
record RegressionFeatures(TableEncoder encoder, TrainingSplits typed) implements FittedFeatures {
  @Override
  public Dataset<Row> encode(Dataset<Row> rows) {
    return EncodedRows.standardized(rows, encoder, encoder.target().standardization());
  }

  @Override
  public RowLayout layout() {
    return RegressionModel.LAYOUT;
  }

  @Override
  public RowTraining training(JobConfig job, TrainingSplits encoded) {
    RegressionConfig config = job.taskConfig(RegressionConfig.class);
    return new RowTraining(
            encoded,
            layout(),
            new LinearStart(config.network().network(encoder.width(), job.training().optimizer())),
            List.of(),
            0,
            Negatives.NONE,
            job.seed(),
            Optional.empty())
        .withLabels(encoder.target().standardization());
  }
}
