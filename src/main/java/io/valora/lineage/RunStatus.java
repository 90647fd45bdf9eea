package io.valora.lineage;

import java.util.Locale;

/** Status of a run in {@code run.json}. */
public enum RunStatus {
  RUNNING,
  SUCCEEDED,
  FAILED;

  /** The name in JSON. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
