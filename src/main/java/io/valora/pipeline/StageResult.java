package io.valora.pipeline;

import io.valora.lineage.RunRecord;
/**
 * What a stage brought.
 *
 * @param record the run's record with the stage's counts and figures
 * @param summary the same in one line
 */
record StageResult(RunRecord record, String summary) {}
