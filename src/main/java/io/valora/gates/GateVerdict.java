package io.valora.gates;

/** Verdict of one rule. */
public enum GateVerdict {
  PASSED,
  FAILED,
  /** The rule doesn't apply, or couldn't be checked, which is no pass. */
  NOT_JUDGED
}
