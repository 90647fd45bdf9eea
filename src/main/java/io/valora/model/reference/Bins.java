package io.valora.model.reference;

import java.io.Serializable;

/** Bins of a column's values, fixed once. */
public sealed interface Bins extends Serializable permits NumberBins, CategoryBins {
  /** The bin of a value that is in none. */
  int NONE = -1;

  /** The number of bins. */
  int size();

  /**
   * The bin of a value, from 0; {@link #NONE} when it is in none.
   *
   * @param value a finite {@link Number} or a text, as the bins are of numbers or of categories
   */
  int bin(Object value);
}
