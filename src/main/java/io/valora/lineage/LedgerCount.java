package io.valora.lineage;

import java.util.Locale;

/** Count of a {@link Ledger}, in rows. */
public enum LedgerCount {
  /** Rows in the input files. */
  READ,
  /** Rows whose columns all have their declared types, before duplicates are dropped. */
  TYPED,
  /** Rows that could not be typed. */
  QUARANTINED,
  /** Typed rows dropped because another one stands for them. */
  DUPLICATES_DROPPED,
  TRAIN,
  VALIDATION,
  TEST;

  /** The name in messages and in JSON: lower case with dashes. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
