/** Checks of machine, cluster, storage root and job before a run. */
package io.valora.doctor;
