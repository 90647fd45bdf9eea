package io.valora.split;

import static org.apache.spark.sql.functions.col;

import org.apache.spark.sql.Column;

/**
 * End of a split along the line of positions: inside are the rows at smaller positions and the
 * first {@code copies} of the {@code equal} rows at this one.
 */
record Boundary(long position, long copies, long equal) {
  /** Nothing is inside. */
  static final Boundary NOTHING = below(Long.MIN_VALUE);

  /** The rows at positions below the given one. */
  static Boundary below(long position) {
    return new Boundary(position, 0, 0);
  }

  /** The share of all possible positions in [0, 1), whatever rows there are. */
  static Boundary ofFraction(double fraction) {
    return below((long) (fraction * 0x1p64 - 0x1p63));
  }

  /** All rows up to the statistic, with every row that is equal to it. */
  static Boundary through(OrderStatistic statistic) {
    return new Boundary(statistic.value(), statistic.equal(), statistic.equal());
  }

  /** Exactly the first {@code rank} rows. */
  static Boundary atRank(OrderStatistic statistic, long rank) {
    return new Boundary(statistic.value(), rank - statistic.below(), statistic.equal());
  }

  /** Whether some rows at the position are inside and some are not. */
  boolean cutsEqualRows() {
    return copies > 0 && copies < equal;
  }

  /** Whether a row is inside, by its position and its number among the rows at that position. */
  Column holds(String positionColumn, String copyColumn) {
    return col(positionColumn)
        .lt(position)
        .or(col(positionColumn).equalTo(position).and(col(copyColumn).leq(copies)));
  }
}
