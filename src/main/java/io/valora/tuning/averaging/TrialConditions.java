package io.valora.tuning.averaging;

/**
 * What all trainings of a comparison share.
 *
 * @param engine the one that the job names
 * @param metric of the validation split: {@code RMSE}, {@code MAE} or {@code loss}
 * @param batchSize rows of one step of one shard
 * @param plannedEpochs at most; early stopping may end sooner
 * @param slots tasks that Spark could run at once
 * @param jobSetting what the job file says
 */
public record TrialConditions(
    String engine,
    String metric,
    int batchSize,
    int plannedEpochs,
    long trainRows,
    long validationRows,
    int slots,
    GridPoint jobSetting) {}
