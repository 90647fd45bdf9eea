package io.valora.evaluation.rating;

/** Slice of test rows by known or unknown user and item, as of the train split. */
public enum Familiarity {
  KNOWN_USER_KNOWN_ITEM("known", "known"),
  KNOWN_USER_UNKNOWN_ITEM("known", "unknown"),
  UNKNOWN_USER_KNOWN_ITEM("unknown", "known"),
  UNKNOWN_USER_UNKNOWN_ITEM("unknown", "unknown");

  private final String user;
  private final String item;

  Familiarity(String user, String item) {
    this.user = user;
    this.item = item;
  }

  /** {@code known} or {@code unknown}. */
  public String user() {
    return user;
  }

  /** {@code known} or {@code unknown}. */
  public String item() {
    return item;
  }

  static Familiarity of(ScoredRow row) {
    if (row.userIndex() > 0) {
      return row.itemIndex() > 0 ? KNOWN_USER_KNOWN_ITEM : KNOWN_USER_UNKNOWN_ITEM;
    }
    return row.itemIndex() > 0 ? UNKNOWN_USER_KNOWN_ITEM : UNKNOWN_USER_UNKNOWN_ITEM;
  }
}
