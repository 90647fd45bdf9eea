package io.valora.features.fit.vectors;

import java.io.IOException;

/** The vectors of a file in its order, one after the other, of which only one is held. */
interface VectorReader {
  /** Numbers of each vector, at least 1. */
  int dimension();

  /**
   * Goes to the next word; false after the last.
   *
   * @throws BadVectorsException when the file is not what it should be
   */
  boolean next() throws IOException;

  /** The word that {@link #next} went to. */
  String word();

  /**
   * Its vector in an array of its own, {@code [dimension]}.
   *
   * @throws BadVectorsException when it has something else than finite numbers
   */
  float[] vector() throws IOException;
}
