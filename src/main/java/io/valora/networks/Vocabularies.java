package io.valora.networks;

/**
 * Vocabulary sizes of users and items. Index 0 stands for every unknown id, so that a table has one
 * row more than there are known ids.
 *
 * @param users known users, at least 1
 * @param items known items, at least 1
 */
public record Vocabularies(int users, int items) {
  public Vocabularies {
    if (users < 1 || items < 1) {
      throw new IllegalArgumentException(
          "users and items must be at least 1, not %d and %d".formatted(users, items));
    }
  }

  /** Rows of the user table. */
  public int userRows() {
    return users + 1;
  }

  /** Rows of the item table. */
  public int itemRows() {
    return items + 1;
  }
}
