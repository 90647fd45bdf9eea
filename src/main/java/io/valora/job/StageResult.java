package io.valora.job;

import io.valora.lineage.RunRecord;

/**
 * Result of a stage.
 *
 * @param record the run's record with the stage's counts and figures
 * @param summary the same in one line
 */
public record StageResult(RunRecord record, String summary) {}
