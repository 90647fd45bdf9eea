package io.valora.ingest;

/** Numbers the lines of one split, from 0, and reports how many there were. */
final class LineTally {
  private final SplitLines counts;
  private final SplitLines.Split split;
  private long lines;
  private boolean finished;

  LineTally(SplitLines counts, SplitLines.Split split) {
    this.counts = counts;
    this.split = split;
  }

  /** The position of the next line. */
  Position next() {
    return new Position(split.file(), split.start(), lines++);
  }

  /** Reports the lines; once, however often it is called. */
  void finish() {
    if (!finished) {
      finished = true;
      counts.add(new SplitLines.Count(split, lines));
    }
  }
}
