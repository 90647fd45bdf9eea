package io.valora.ingest;

import java.util.Iterator;
import org.apache.spark.sql.Row;

/** The staged rows of one split, one at a time; the lines are counted at the end. */
final class SplitRows implements Iterator<Row> {
  private final LineSource source;
  private final RowTyper typer;
  private final LineTally tally;

  SplitRows(LineSource source, RowTyper typer, LineTally tally) {
    this.source = source;
    this.typer = typer;
    this.tally = tally;
  }

  @Override
  public boolean hasNext() {
    boolean more = source.hasNext();
    if (!more) {
      tally.finish();
    }
    return more;
  }

  @Override
  public Row next() {
    return typer.row(source.next(), tally.next());
  }
}
