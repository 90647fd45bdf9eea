package io.valora.ingest;

import java.io.IOException;
import java.util.Iterator;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.RecordReader;
import org.apache.hadoop.mapreduce.TaskAttemptID;
import org.apache.hadoop.mapreduce.lib.input.FileSplit;
import org.apache.hadoop.mapreduce.lib.input.TextInputFormat;
import org.apache.hadoop.mapreduce.task.TaskAttemptContextImpl;
import scala.Tuple2;

/**
 * The lines of one split as bytes, telling a damaged compressed file from other trouble.
 *
 * @param file what messages call the file
 */
record LineSource(String file, Iterator<? extends Tuple2<?, Text>> lines) {
  private static final String DECOMPRESSION = "org.apache.hadoop.io.compress.";

  boolean hasNext() {
    try {
      return lines.hasNext();
    } catch (Exception e) { // Scala's iterators throw checked exceptions undeclared.
      throw readable(file, e);
    }
  }

  Text next() {
    return lines.next()._2();
  }

  /** The first line of the file that the split is of. */
  static Text firstLine(FileSplit split, String file, Configuration hadoop) {
    FileSplit start = new FileSplit(split.getPath(), 0, 1, new String[0]);
    var context = new TaskAttemptContextImpl(hadoop, new TaskAttemptID());
    try (RecordReader<?, Text> reader = new TextInputFormat().createRecordReader(start, context)) {
      reader.initialize(start, context);
      return reader.nextKeyValue() ? new Text(reader.getCurrentValue()) : new Text();
    } catch (IOException | InterruptedException e) {
      throw readable(file, e);
    }
  }

  private static RuntimeException readable(String file, Exception e) {
    StackTraceElement[] trace = e.getStackTrace();
    boolean damaged =
        e instanceof IOException
            && trace.length > 0
            && trace[0].getClassName().startsWith(DECOMPRESSION);
    if (damaged) {
      String kind = file.endsWith(".gz") ? "gzip" : "compressed";
      return FileHeader.cannotRead(
          file, "it is not a valid %s file (%s)".formatted(kind, e.getMessage()));
    }
    return e instanceof RuntimeException unchecked
        ? unchecked
        : new IllegalStateException("reading " + file, e);
  }
}
