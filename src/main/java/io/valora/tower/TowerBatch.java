package io.valora.tower;

/**
 * Training batch of a kernel: a source of input rows and a sink for their gradients. A tile holds
 * some consecutive rows, row after row, each of {@link TowerShape#input()} columns and one more
 * that isn't the batch's.
 */
public interface TowerBatch {
  int rows();

  float label(int row);

  /** Writes {@code rows} rows from row {@code from} on into the tile. */
  void read(int from, int rows, float[] tile);

  /** Takes the loss's derivatives by what {@link #read} gave for the same rows. */
  void learn(int from, int rows, float[] tile);
}
