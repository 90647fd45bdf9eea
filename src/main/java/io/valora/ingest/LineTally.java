package io.valora.ingest;

/** Numbers the lines of one split, from 0, and reports how many there were, and how many rows. */
final class LineTally {
  private final SplitLines counts;
  private final SplitLines.Split split;
  private long lines;
  private long rows;
  private boolean finished;

  LineTally(SplitLines counts, SplitLines.Split split) {
    this.counts = counts;
    this.split = split;
  }

  /** Numbers a line that is no row. */
  void skip() {
    lines++;
  }

  /** The position of the next line, which is a row. */
  Position next() {
    rows++;
    return new Position(split.file(), split.start(), lines++);
  }

  /** Reports lines and rows; once, however often it is called. */
  void finish() {
    if (!finished) {
      finished = true;
      counts.add(new SplitLines.Count(split, lines, rows));
    }
  }
}
