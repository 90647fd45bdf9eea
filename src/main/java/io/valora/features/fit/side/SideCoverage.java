package io.valora.features.fit.side;

/**
 * Coverage of the train ids by a side table.
 *
 * @param knownIds ids that train knows
 * @param withSideRow those of them that have a row in the side table
 * @param unmatchedRows rows of the side table whose id train doesn't know
 */
public record SideCoverage(long knownIds, long withSideRow, long unmatchedRows) {
  /** Ids of train without a row in the side table, which is legal. */
  public long withoutSideRow() {
    return knownIds - withSideRow;
  }

  /** One line for the log. */
  public String sentence() {
    return "%,d of %,d known ids have a side row; %,d side rows are of ids that train lacks"
        .formatted(withSideRow, knownIds, unmatchedRows);
  }
}
