package io.valora.export;

import io.valora.tower.TowerRow;
import java.util.List;
import java.util.Optional;

/** An exported model that answers. */
interface AnsweringForm extends AutoCloseable {
  double[] answers(List<TowerRow> rows);

  /** The scores in lists; empty where lists are ordered by the answers. */
  Optional<double[]> orders(List<TowerRow> rows);

  /**
   * The bytes of the file that holds the network.
   *
   * @param measured of it so far
   */
  byte[] content(TrialResult measured);

  /** Size of the files that a device needs beside it. */
  long bytesBeside();

  @Override
  void close();
}
