package io.valora.lineage;

import java.util.Locale;

/** Whether somebody works on a run. */
public enum RunState {
  /** A stage is under way, unless its process died: see when this was updated. */
  RUNNING,
  /** The command did its stages; others are left for another command. */
  WAITING,
  /** All stages are done and the run is published. */
  DONE,
  FAILED;

  /** The name in JSON. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
