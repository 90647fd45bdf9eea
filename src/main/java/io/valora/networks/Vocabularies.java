package io.valora.networks;

/**
 * Vocabulary sizes of users and items. Index 0 stands for every unknown id, so that a table has one
 * row more than there are known ids.
 *
 * @param users known users, at least 1
 * @param items known items, at least 1
 * @param contexts known values of what else ratings have in common, at least 0
 */
public record Vocabularies(int users, int items, int contexts) {
  /** Of users and items alone. */
  public Vocabularies(int users, int items) {
    this(users, items, 0);
  }

  public Vocabularies {
    if (users < 1 || items < 1) {
      throw new IllegalArgumentException(
          "users and items must be at least 1, not %d and %d".formatted(users, items));
    }
  }

  public Vocabularies withoutContexts() {
    return new Vocabularies(users, items);
  }

  /** Rows of the user table. */
  public int userRows() {
    return users + 1;
  }

  /** Rows of the item table. */
  public int itemRows() {
    return items + 1;
  }

  /** Rows of the table of contexts; 0 where there is none. */
  int contextRows() {
    return contexts == 0 ? 0 : contexts + 1;
  }
}
