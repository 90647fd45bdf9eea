/** Whether machine, cluster and job file are fit for a run, found out without running it. */
package io.valora.pipeline.doctor;
