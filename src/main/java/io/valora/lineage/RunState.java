package io.valora.lineage;

/** State of a run, as {@code progress.json} names it. */
public enum RunState {
  /** A stage is under way, unless its process died: see when this was updated. */
  RUNNING,
  /** The command did its stages; others are left for another command. */
  WAITING,
  /** All stages are done and the run is published. */
  DONE,
  FAILED
}
