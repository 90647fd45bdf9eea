package io.valora.lineage;

import java.util.Locale;

/** Whether a run is under way, and how it ended. */
public enum RunStatus {
  RUNNING,
  SUCCEEDED,
  FAILED;

  /** The name in JSON. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
