package io.valora.ingest.lines;

/**
 * Search for cells that span lines, in the bytes of a file as they pass by. Once one is found the
 * rest of the file isn't looked at.
 */
public final class QuoteScan {
  private enum State {
    OUTSIDE,
    ESCAPED_OUTSIDE,
    INSIDE,
    ESCAPED_INSIDE,
    CLOSED,
    BROKEN
  }

  private final byte[] delimiter;
  private final byte quote;
  private final int escape;
  private final byte[] last;
  private State state = State.OUTSIDE;
  private boolean afterBroken;
  private boolean found;

  /**
   * @param delimiter bytes between cells
   * @param quote a byte of ASCII
   * @param escape a byte of ASCII; -1 without
   */
  public QuoteScan(byte[] delimiter, byte quote, int escape) {
    this.delimiter = delimiter.clone();
    this.quote = quote;
    this.escape = escape;
    this.last = new byte[delimiter.length];
    this.last[last.length - 1] = '\n';
  }

  /** Whether a cell spans lines, or broken quotes may hide one. */
  public boolean found() {
    return found;
  }

  /** Looks at the next bytes of the file. */
  public void add(byte[] buffer, int from, int to) {
    int at = from;
    while (at < to && !found) {
      if (state == State.OUTSIDE && escape < 0) {
        at = nextQuote(buffer, at, to);
      }
      if (at < to) {
        state = after(buffer, from, at);
        at++;
      }
    }
    remember(buffer, from, to);
  }

  private int nextQuote(byte[] buffer, int from, int to) {
    int at = from;
    while (at < to && buffer[at] != quote) {
      at++;
    }
    return at;
  }

  private State after(byte[] buffer, int from, int at) {
    byte next = buffer[at];
    return switch (state) {
      case OUTSIDE -> outside(buffer, from, at);
      case INSIDE -> inside(next);
      case ESCAPED_OUTSIDE, ESCAPED_INSIDE -> escaped(next);
      case CLOSED -> closed(next);
      case BROKEN -> isLineBreak(next) ? State.OUTSIDE : State.BROKEN;
    };
  }

  private State outside(byte[] buffer, int from, int at) {
    if (buffer[at] == escape) {
      return State.ESCAPED_OUTSIDE;
    }
    if (buffer[at] != quote) {
      return State.OUTSIDE;
    }
    if (startsCell(buffer, from, at)) {
      afterBroken = false;
      return State.INSIDE;
    }
    found = afterBroken;
    return State.OUTSIDE;
  }

  private State inside(byte next) {
    found = isLineBreak(next);
    if (next == quote) {
      return State.CLOSED;
    }
    return next == escape ? State.ESCAPED_INSIDE : State.INSIDE;
  }

  private State escaped(byte next) {
    found = isLineBreak(next);
    return state == State.ESCAPED_INSIDE ? State.INSIDE : State.OUTSIDE;
  }

  private State closed(byte next) {
    if (next == quote) {
      return State.INSIDE;
    }
    if (next == delimiter[0] || isLineBreak(next)) {
      return State.OUTSIDE;
    }
    if (Character.isWhitespace(next)) {
      return State.CLOSED;
    }
    afterBroken = true;
    found = escape >= 0;
    return State.BROKEN;
  }

  private boolean startsCell(byte[] buffer, int from, int at) {
    if (isLineBreak(before(buffer, from, at, 1))) {
      return true;
    }
    for (int i = 1; i <= delimiter.length; i++) {
      if (before(buffer, from, at, i) != delimiter[delimiter.length - i]) {
        return false;
      }
    }
    return true;
  }

  private byte before(byte[] buffer, int from, int at, int distance) {
    int place = at - distance;
    return place >= from ? buffer[place] : last[last.length - (from - place)];
  }

  private void remember(byte[] buffer, int from, int to) {
    byte[] tail = new byte[last.length];
    for (int i = 1; i <= tail.length; i++) {
      tail[tail.length - i] = before(buffer, from, to, i);
    }
    System.arraycopy(tail, 0, last, 0, tail.length);
  }

  private static boolean isLineBreak(byte next) {
    return next == '\n' || next == '\r';
  }
}
