package io.valora.baselines;

import static io.valora.schema.Columns.RATING;
import static org.apache.spark.sql.functions.col;

import io.valora.base.JobException;
import io.valora.base.Outcome;
import io.valora.evaluation.ExactColumns;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The mean rating of the train split, which every baseline starts from. */
public final class TrainMean {
  private TrainMean() {}

  /** In stars, of encoded rows. */
  public static double of(Dataset<Row> train) {
    Row mean = train.agg(ExactColumns.exactMean(col(RATING))).first();
    if (mean.isNullAt(0)) {
      throw noRows();
    }
    return mean.getDouble(0);
  }

  static JobException noRows() {
    return JobException.cannot(
        Outcome.DATA_REJECTED, "fit a baseline", "the train split has no rows");
  }
}
