package io.valora.tower;

/** Any head, on tiles into which the embeddings are copied. */
final class TileStep implements TowerStep {
  private final TowerDesign design;
  private final EmbeddingTable[] tables;
  private final HeadKernel kernel;

  TileStep(TowerDesign design, EmbeddingTable[] tables, DenseWeights dense) {
    this.design = design;
    this.tables = tables;
    this.kernel = HeadKernel.of(design.dense(), dense.sent(), dense.sentGradients());
  }

  @Override
  public double gradients(IndexBatch batch, long seed) {
    EmbeddedBatch embedded = new EmbeddedBatch(design, batch, tables);
    embedded.open();
    return kernel.train(embedded, seed);
  }

  @Override
  public void close() {
    kernel.close();
  }
}
