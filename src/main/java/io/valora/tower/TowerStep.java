package io.valora.tower;

/** Loss and gradients of a batch, for a replica's own tables. For one thread at a time. */
interface TowerStep extends AutoCloseable {
  /** The step that suits a design, whose dense weights stand where products are. */
  static TowerStep of(TowerDesign design, EmbeddingTable[] tables, DenseWeights dense) {
    return FactorSide.fits(design.tables(), design.dense())
        ? new FactorStep(design, tables, dense)
        : new TileStep(design, tables, dense);
  }

  /**
   * Adds the derivatives of a batch's mean loss to the tables' gradients, and puts those by the
   * dense weights in their place.
   *
   * @param seed of dropout
   * @return the mean loss, without penalties
   */
  double gradients(IndexBatch batch, long seed);

  @Override
  void close();
}
