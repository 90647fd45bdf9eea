package io.valora.report;

/**
 * Row ledger section of a report. Balanced means read = typed + quarantined + dropped and typed =
 * duplicates dropped + train + validation + test.
 */
public record LedgerSection(
    long read,
    long typed,
    long quarantined,
    long dropped,
    long duplicatesDropped,
    long train,
    long validation,
    long test) {

  /** Rows read that are neither typed, quarantined nor dropped; 0 when balanced. */
  public long missingFromRead() {
    return read - typed - quarantined - dropped;
  }

  /** Typed rows that are neither dropped nor in a split; 0 when balanced. */
  public long missingFromTyped() {
    return typed - duplicatesDropped - train - validation - test;
  }

  public boolean balanced() {
    return missingFromRead() == 0 && missingFromTyped() == 0;
  }

  /** Sentence on whether every row is accounted for. */
  public String sentence() {
    return balanced()
        ? "Every row is accounted for."
        : "The rows do not add up: %s of those read and %s of those typed are unaccounted for."
            .formatted(Figures.count(missingFromRead()), Figures.count(missingFromTyped()));
  }
}
