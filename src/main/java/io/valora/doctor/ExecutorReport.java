package io.valora.doctor;

import java.io.Serializable;
import java.time.Instant;

/**
 * Diagnostics that a task collected on its executor.
 *
 * @param clock of the executor, while the task ran
 * @param rootProblem why it can't use the storage root; empty when it can
 */
record ExecutorReport(ProcessFacts facts, Instant clock, String rootProblem)
    implements Serializable {}
