package io.valora.ingest;

/** Deduplication policy. */
public enum DuplicatePolicy {
  /** All of them stay. */
  KEEP,
  /** Of rows that are equal in every declared column, one stays. */
  DROP_EXACT,
  /** Of rows with one key, the latest stays. */
  LAST_WINS,
  /** Of rows with one key, the earliest stays. */
  FIRST_WINS;

  /** Whether rows are duplicates by their key. */
  boolean goesByKey() {
    return this == LAST_WINS || this == FIRST_WINS;
  }
}
