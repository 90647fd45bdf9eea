package io.valora.lineage;

/**
 * Progress of a training. Numbers that are not known yet are NaN.
 *
 * @param epoch under way or just measured, from 1
 * @param plannedEpochs early stopping may end sooner
 * @param finishedAveragings of the epoch
 * @param averagings of each epoch
 * @param rowsPerSecond of the last measured epoch
 * @param loss of the train split after it
 * @param validationLoss of the validation split after it
 * @param validationMetric of the validation split after it: what early stopping goes by
 */
public record TrainingProgress(
    int epoch,
    int plannedEpochs,
    int finishedAveragings,
    int averagings,
    double rowsPerSecond,
    double loss,
    double validationLoss,
    double validationMetric) {}
