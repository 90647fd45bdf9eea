package io.valora.ingest;

import io.valora.ingest.lines.CellSplitter;
import io.valora.ingest.lines.FileHead;
import io.valora.ingest.lines.FileRecord;
import io.valora.ingest.lines.FileRecords;
import io.valora.ingest.lines.LineDecoder;
import io.valora.ingest.lines.TextLines;
import io.valora.ingest.lines.TextStream;
import io.valora.storage.Storage;
import java.io.IOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.util.SerializableConfiguration;
import org.apache.spark.util.TaskCompletionListener;

/** Turns the records of a file, read from its start to its end, into staged rows. */
final class FileRows implements FlatMapFunction<Integer, Row> {
  private static final long serialVersionUID = 1L;

  private final ReadPlan plan;
  private final SplitLines counts;
  private final Broadcast<SerializableConfiguration> hadoop;

  FileRows(ReadPlan plan, SplitLines counts, Broadcast<SerializableConfiguration> hadoop) {
    this.plan = plan;
    this.counts = counts;
    this.hadoop = hadoop;
  }

  @Override
  public Iterator<Row> call(Integer index) {
    SourceText source = new SourceText(plan.files().at(index), new Storage(hadoop.value().value()));
    return new Rows(source, index);
  }

  /** The rows of one file. */
  private final class Rows implements Iterator<Row> {
    private final SourceText source;
    private final int file;
    private final TextStream stream;
    private final FileRecords records;
    private final RowTyper typer;
    private final LineTally tally;
    private FileRecord next;

    Rows(SourceText source, int file) {
      this.source = source;
      this.file = file;
      this.stream = source.open(plan.layout().charset());
      TaskCompletionListener closing = context -> close();
      TaskContext.get().addTaskCompletionListener(closing);
      this.tally = new LineTally(counts, new SplitLines.Split(file, 0));
      FileHead head = plan.heads().get(file);
      LineDecoder decoder = LineDecoder.of(stream);
      LineParser parser = LineParsers.of(source.file(), plan, head);
      this.typer = new RowTyper(plan.schema(), parser, decoder, source.file().split());
      this.records = records(head, decoder);
      this.next = advance();
    }

    private FileRecords records(FileHead head, LineDecoder decoder) {
      TextLines lines = new TextLines(stream, stream.markBytes());
      try {
        for (long line = 0; line < head.bodyLine(); line++) {
          lines.next();
        }
      } catch (IOException e) {
        throw source.unreadable(stream.damage(e));
      }
      CellSplitter splitter =
          new CellSplitter(plan.layout().dialect().withDelimiter(head.delimiter()));
      return new FileRecords(
          lines, decoder, splitter, width -> head.width() == 0 || width == head.width());
    }

    @Override
    public boolean hasNext() {
      return next != null;
    }

    @Override
    public Row next() {
      if (next == null) {
        throw new NoSuchElementException();
      }
      tally.next();
      Row row = typer.row(next, new Position(file, 0, next.line(), next.lines()));
      next = advance();
      return row;
    }

    private FileRecord advance() {
      try {
        FileRecord record = records.next();
        if (record == null) {
          tally.finish();
          close();
        }
        return record;
      } catch (IOException e) {
        throw source.unreadable(stream.damage(e));
      }
    }

    private void close() {
      try {
        stream.close();
      } catch (IOException e) {
        throw source.unreadable(stream.damage(e));
      }
    }
  }
}
