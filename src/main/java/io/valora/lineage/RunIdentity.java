package io.valora.lineage;

import java.time.Instant;

/**
 * Identity of a run.
 *
 * @param runId unique among the runs of the job
 * @param job name of the job
 * @param seed that every random choice of the run is a function of
 * @param created when the run began
 */
public record RunIdentity(String runId, String job, long seed, Instant created) {}
