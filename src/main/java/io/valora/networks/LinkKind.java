package io.valora.networks;

/** Sources of the table rows that are added to those of users and items. */
public enum LinkKind {
  /** Items that a user rated in train. */
  RATED_ITEMS,
  /** Columns of the tables of users and items. */
  SIDE_COLUMNS
}
