package io.valora.ingest.lines;

/** Rule for the number of cells in a row. */
public sealed interface RowWidth {
  /** The number of cells that a row must have. */
  int cells();

  /** The rule, the same for every row that breaks it. */
  String rule();

  /** The rule with its number. */
  String expectation();

  /** The width of rows below a header. */
  record BelowHeader(int cells) implements RowWidth {
    @Override
    public String rule() {
      return "the number of cells differs from the header's";
    }

    @Override
    public String expectation() {
      return "the header has " + cells;
    }
  }

  /** The width of rows of a file without header. */
  record OfFile(int cells) implements RowWidth {
    @Override
    public String rule() {
      return "the number of cells differs from the other rows'";
    }

    @Override
    public String expectation() {
      return "the other rows have " + cells;
    }
  }

  /** Why a row with so many cells is bad. */
  default RowProblem problem(int found) {
    String has = found == 1 ? "1 cell" : found + " cells";
    return new RowProblem(null, null, rule(), "has %s, %s".formatted(has, expectation()));
  }
}
