package io.valora.lineage;

/** Status of a run in {@code run.json}. */
public enum RunStatus {
  RUNNING,
  SUCCEEDED,
  FAILED
}
