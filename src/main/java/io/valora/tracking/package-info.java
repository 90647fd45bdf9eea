/** Mirrors of runs on experiment trackers: MLflow, by its REST API. */
package io.valora.tracking;
