package io.valora.lineage;

/** Count of a {@link Ledger}, in rows. */
public enum LedgerCount {
  /** Rows in the input files. */
  READ,
  /** Rows whose columns all have their declared types, before duplicates are dropped. */
  TYPED,
  /** Rows that could not be typed. */
  QUARANTINED,
  /** Rows that the job leaves out on purpose; unknown in runs of earlier versions. */
  DROPPED,
  /** Typed rows dropped because another one stands for them. */
  DUPLICATES_DROPPED,
  TRAIN,
  VALIDATION,
  TEST
}
