package io.valora.ingest;

import io.valora.ingest.lines.FileHead;
import io.valora.ingest.lines.LineDecoder;
import java.nio.charset.Charset;
import java.util.Iterator;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.InputSplit;
import org.apache.hadoop.mapreduce.lib.input.FileSplit;
import org.apache.spark.api.java.function.Function2;
import org.apache.spark.sql.Row;
import scala.Tuple2;

/** Turns the lines of a split, each of which is a record, into staged rows. */
final class SplitReader
    implements Function2<InputSplit, Iterator<Tuple2<LongWritable, Text>>, Iterator<Row>> {
  private static final long serialVersionUID = 1L;

  private final ReadPlan plan;
  private final SplitLines counts;

  SplitReader(ReadPlan plan, SplitLines counts) {
    this.plan = plan;
    this.counts = counts;
  }

  @Override
  public Iterator<Row> call(InputSplit input, Iterator<Tuple2<LongWritable, Text>> lines) {
    FileSplit split = (FileSplit) input;
    int index = plan.files().indexOf(String.valueOf(split.getPath()));
    SourceFile file = plan.files().at(index);
    FileHead head = plan.heads().get(index);
    Charset charset = plan.layout().charset();
    RowTyper typer =
        new RowTyper(
            plan.schema(),
            LineParsers.of(file, plan, head),
            new LineDecoder(charset),
            file.split());
    byte[] comment = plan.layout().dialect().comment().getBytes(charset);
    return new SplitRows(
        new SplitRows.Body(lines, head.bodyOffset(), comment),
        typer,
        new LineTally(counts, new SplitLines.Split(index, split.getStart())));
  }
}
