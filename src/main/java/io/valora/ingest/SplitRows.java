package io.valora.ingest;

import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.Text;
import org.apache.spark.sql.Row;
import scala.Tuple2;

/** The staged rows of one split, one at a time; the lines are counted at the end. */
final class SplitRows implements Iterator<Row> {
  private final Body body;
  private final RowTyper typer;
  private final LineTally tally;
  private Row next;

  SplitRows(Body body, RowTyper typer, LineTally tally) {
    this.body = body;
    this.typer = typer;
    this.tally = tally;
  }

  /**
   * The lines of a split, of which some are no rows.
   *
   * @param lines with the offset of each in its file
   * @param offset at which the rows of the file begin
   * @param comment prefix of lines that are left out; empty without
   */
  record Body(Iterator<Tuple2<LongWritable, Text>> lines, long offset, byte[] comment) {
    private boolean isRow(Tuple2<LongWritable, Text> line) {
      return line._1().get() >= offset && !isComment(line._2());
    }

    private boolean isComment(Text line) {
      return comment.length > 0
          && line.getLength() >= comment.length
          && Arrays.equals(line.getBytes(), 0, comment.length, comment, 0, comment.length);
    }
  }

  @Override
  public boolean hasNext() {
    while (next == null && body.lines().hasNext()) {
      Tuple2<LongWritable, Text> line = body.lines().next();
      if (body.isRow(line)) {
        next = typer.row(line._2(), tally.next());
      } else {
        tally.skip();
      }
    }
    if (next == null) {
      tally.finish();
    }
    return next != null;
  }

  @Override
  public Row next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    Row row = next;
    next = null;
    return row;
  }
}
