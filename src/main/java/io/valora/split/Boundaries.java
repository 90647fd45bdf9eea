package io.valora.split;

import io.valora.base.JobException;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Boundaries of the splits: the end of test and the end of validation, which follows it. */
record Boundaries(Boundary test, Boundary validation) {
  /** Fixed thresholds: a row stays on its side when other rows come and go. */
  static Boundaries ofFractions(double test, double validation) {
    return new Boundaries(Boundary.ofFraction(test), Boundary.ofFraction(test + validation));
  }

  /** Exactly the sizes asked for; of equal rows some may be inside and some not. */
  static Boundaries exact(Dataset<Row> rows, String position, Sizes sizes) {
    long both = sizes.test() + sizes.validation();
    return new Boundaries(atRank(rows, position, sizes.test()), atRank(rows, position, both));
  }

  /** At least the sizes asked for; rows at one position stay together. */
  static Boundaries together(Dataset<Row> rows, String position, Sizes sizes) {
    if (sizes.test() == 0) {
      return new Boundaries(Boundary.NOTHING, Boundary.NOTHING);
    }
    OrderStatistic last = RadixSelect.select(rows, position, sizes.test());
    Boundary test = Boundary.through(last);
    long rank = Math.min(last.below() + last.equal() + sizes.validation(), sizes.all());
    return new Boundaries(
        test,
        sizes.validation() == 0
            ? test
            : Boundary.through(RadixSelect.select(rows, position, rank)));
  }

  /** The positions at which equal rows are numbered to place an exact cut. */
  Set<Long> cutPositions() {
    Set<Long> cut = new TreeSet<>();
    for (Boundary boundary : new Boundary[] {test, validation}) {
      if (boundary.cutsEqualRows()) {
        cut.add(boundary.position());
      }
    }
    return cut;
  }

  private static Boundary atRank(Dataset<Row> rows, String position, long rank) {
    return rank == 0
        ? Boundary.NOTHING
        : Boundary.atRank(RadixSelect.select(rows, position, rank), rank);
  }

  /** Sizes in rows; {@code all} is the number of rows there are to choose from. */
  record Sizes(long test, long validation, long all) {
    /**
     * The sizes a configuration asks for, fractions rounded to rows.
     *
     * @throws JobException when they leave no rows to train on and were given in rows
     */
    static Sizes of(SplitConfig config, double testFraction, long all) {
      long test = config.testRows().orElse(Math.round(testFraction * all));
      long validation =
          config.validationRows().orElse(Math.round(config.validationFraction() * all));
      if (config.sizedInRows() && test + validation >= all) {
        throw JobException.invalid(
            config.testRows().isPresent() ? "split.test-rows" : "split.validation-rows",
            config.testRows().orElse(validation),
            "must leave rows to train on: test %d and validation %d of %d rows"
                .formatted(test, validation, all));
      }
      return new Sizes(test, validation, all);
    }
  }
}
