package io.valora.ingest;

import java.util.Collections;
import java.util.Iterator;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.InputSplit;
import org.apache.hadoop.mapreduce.lib.input.FileSplit;
import org.apache.spark.api.java.function.Function2;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.util.SerializableConfiguration;
import scala.Tuple2;

/** Turns the lines of a split into staged rows. */
final class SplitReader
    implements Function2<InputSplit, Iterator<Tuple2<LongWritable, Text>>, Iterator<Row>> {
  private static final long serialVersionUID = 1L;

  private final ReadPlan plan;
  private final SplitLines counts;
  private final Broadcast<SerializableConfiguration> hadoop;

  SplitReader(ReadPlan plan, SplitLines counts, Broadcast<SerializableConfiguration> hadoop) {
    this.plan = plan;
    this.counts = counts;
    this.hadoop = hadoop;
  }

  @Override
  public Iterator<Row> call(InputSplit input, Iterator<Tuple2<LongWritable, Text>> lines) {
    FileSplit split = (FileSplit) input;
    int index = plan.files().indexOf(String.valueOf(split.getPath()));
    SourceFile file = plan.files().at(index);
    LineSource source = new LineSource(file.displayName(), lines);
    LineTally tally = new LineTally(counts, new SplitLines.Split(index, split.getStart()));
    if (!source.hasNext()) {
      tally.finish();
      return Collections.emptyIterator();
    }
    return new SplitRows(source, typer(file, headerLine(split, source, tally)), tally);
  }

  /** The header of the split's file; the first split reads it from its own lines. */
  private Text headerLine(FileSplit split, LineSource source, LineTally tally) {
    if (!plan.layout().header()) {
      return new Text();
    }
    if (split.getStart() > 0) {
      return LineSource.firstLine(split, source.file(), hadoop.value().value());
    }
    tally.next();
    return source.next();
  }

  private RowTyper typer(SourceFile file, Text headerLine) {
    LineDecoder decoder = new LineDecoder(plan.layout().charset());
    return new RowTyper(
        plan.schema(), lineParser(file, headerLine, decoder), decoder, file.split());
  }

  private LineParser lineParser(SourceFile file, Text headerLine, LineDecoder decoder) {
    if (plan.layout().format() == FileFormat.JSON_LINES) {
      return new JsonLineParser(plan.schema());
    }
    CellSplitter splitter = new CellSplitter(plan.layout());
    if (!plan.layout().header()) {
      return DelimitedLineParser.byPosition(splitter, plan.schema(), plan.dispensable());
    }
    FileHeader header = FileHeader.parse(file.displayName(), headerLine, decoder, splitter);
    return DelimitedLineParser.withHeader(splitter, plan.schema(), header, plan.dispensable());
  }
}
