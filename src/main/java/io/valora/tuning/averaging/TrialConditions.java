package io.valora.tuning.averaging;

/**
 * Conditions shared by all trainings of a comparison.
 *
 * @param engine the one that the job names
 * @param metric of the validation split: {@code RMSE}, {@code MAE} or {@code loss}
 * @param batchSize rows of one step of one shard
 * @param plannedEpochs at most; early stopping may end sooner
 * @param slots tasks that Spark could run at once
 * @param jobPoint the job's own grid point
 */
public record TrialConditions(
    String engine,
    String metric,
    int batchSize,
    int plannedEpochs,
    long trainRows,
    long validationRows,
    int slots,
    GridPoint jobPoint) {}
