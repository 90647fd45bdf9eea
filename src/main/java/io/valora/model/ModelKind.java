package io.valora.model;

/** Kind of input of a model, and with it the files of its folder. */
public enum ModelKind {
  /** Two ids, such as a user and an item. */
  PAIR,
  /** One text. */
  TEXT,
  /** The columns of a table. */
  TABLE
}
