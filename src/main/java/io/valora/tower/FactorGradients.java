package io.valora.tower;

/** Spreads the gradient of one side of a product of factors over the table rows that it sums. */
final class FactorGradients {
  private final EmbeddingTable[] all;
  private final int[] tables;
  private final RowArithmetic arithmetic = RowArithmetic.fastest();

  /**
   * @param tables those of the side, by their numbers among {@code all}
   */
  FactorGradients(EmbeddingTable[] all, int[] tables) {
    this.all = all;
    this.tables = tables;
  }

  /**
   * Adds the gradient {@code factor · direction} of a row of the data to all that it names.
   *
   * @param times rows that name the same
   */
  void learn(IndexBatch batch, int row, int times, float factor, float[] direction) {
    for (int table : tables) {
      if (all[table].learns()) {
        learn(all[table], batch, table, row, times, factor, direction);
      }
    }
  }

  private void learn(
      EmbeddingTable table,
      IndexBatch batch,
      int number,
      int row,
      int times,
      float factor,
      float[] direction) {
    Bags bags = batch.bags(number);
    if (bags == null) {
      int place = table.name(batch.indices()[number][row], times);
      arithmetic.add(factor, direction, 0, table.gradients(), place, table.dimension());
      return;
    }
    for (int entry = bags.start(row); entry < bags.end(row); entry++) {
      int place = table.name(bags.index(entry), times);
      float weighted = factor * bags.weight(entry);
      arithmetic.add(weighted, direction, 0, table.gradients(), place, table.dimension());
    }
  }
}
