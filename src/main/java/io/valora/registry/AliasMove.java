package io.valora.registry;

/** Kind of a move of an alias in its history. */
public enum AliasMove {
  /** By itself, when the run was published. */
  PUBLISHED,
  /** By hand, to a run that somebody chose. */
  PROMOTED,
  /** By hand, back to the run before. */
  ROLLED_BACK,
  /** By a version that kept no history; noted by the next one that does. */
  ADOPTED
}
