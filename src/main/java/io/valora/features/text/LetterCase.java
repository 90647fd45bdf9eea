package io.valora.features.text;

/** Case handling of terms. */
public enum LetterCase {
  /** They don't: every term is in lower case. */
  LOWER,
  /** They do: GREAT and great are two terms. */
  AS_WRITTEN
}
