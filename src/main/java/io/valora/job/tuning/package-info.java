/** The section {@code tuning} of a job file: the space of settings, and how it is searched. */
package io.valora.job.tuning;
