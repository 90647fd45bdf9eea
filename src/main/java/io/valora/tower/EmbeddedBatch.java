package io.valora.tower;

/** Rows whose numbers are the embeddings that their indices name, table beside table. */
record EmbeddedBatch(IndexBatch batch, EmbeddingTable[] tables) implements TowerBatch {
  @Override
  public int rows() {
    return batch.rows();
  }

  @Override
  public float label(int row) {
    return batch.labels()[row];
  }

  @Override
  public void read(int from, int rows, float[] tile) {
    int at = 0;
    for (int row = from; row < from + rows; row++) {
      for (EmbeddingTable table : tables) {
        table.read(row, tile, at);
        at += table.dimension();
      }
      at++;
    }
  }

  @Override
  public void learn(int from, int rows, float[] tile) {
    int at = 0;
    for (int row = from; row < from + rows; row++) {
      for (EmbeddingTable table : tables) {
        table.learn(row, tile, at);
        at += table.dimension();
      }
      at++;
    }
  }
}
