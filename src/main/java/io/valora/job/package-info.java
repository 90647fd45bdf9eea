/** Contracts between a job file, its task, and the stages of a run. */
package io.valora.job;
