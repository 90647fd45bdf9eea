package io.valora.ingest;

import io.valora.ingest.lines.LineDecoder;
import io.valora.ingest.lines.RowProblem;
import io.valora.schema.ColumnSpec;
import io.valora.storage.Storage;
import java.util.List;
import org.apache.hadoop.io.Text;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Turns a file into one staged row. The cells are {@code class}, the name of its folder; {@code
 * file}, its own name; and {@code text}, all that is in it. Files are not decompressed.
 */
final class WholeFileReader implements Function<Integer, Row> {
  private static final long serialVersionUID = 1L;
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private final ReadPlan plan;
  private final SplitLines counts;
  private final Broadcast<SerializableConfiguration> hadoop;

  WholeFileReader(ReadPlan plan, SplitLines counts, Broadcast<SerializableConfiguration> hadoop) {
    this.plan = plan;
    this.counts = counts;
    this.hadoop = hadoop;
  }

  @Override
  public Row call(Integer index) {
    SourceFile file = plan.files().at(index);
    LineTally tally = new LineTally(counts, new SplitLines.Split(index, 0));
    Position position = tally.next();
    tally.finish();
    Text bytes = new Text(new Storage(hadoop.value().value()).readBytes(file.path()));
    LineDecoder decoder = new LineDecoder(plan.layout().charset());
    String text = decoder.lenient(bytes);
    if (!decoder.isIntact(text, bytes)) {
      RowProblem problem =
          RowProblem.ofLine("the file is not valid " + plan.layout().charset().name());
      return StagedRows.bad(plan.schema().columns().size(), position, problem, text);
    }
    return new RowTyper(plan.schema(), line -> new String[0], decoder, file.split())
        .row(cells(file.path(), text), () -> text, position);
  }

  private String[] cells(String path, String text) {
    List<ColumnSpec> columns = plan.schema().columns();
    String[] cells = new String[columns.size()];
    for (int i = 0; i < cells.length; i++) {
      cells[i] = cell(columns.get(i).source(), path, text);
    }
    return cells;
  }

  private static String cell(String property, String path, String text) {
    int name = path.lastIndexOf('/');
    return switch (property) {
      case "class" -> path.substring(path.lastIndexOf('/', name - 1) + 1, Math.max(name, 0));
      case "file" -> path.substring(name + 1);
      case "text" -> text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
      default -> throw new IllegalStateException("a file has no " + property);
    };
  }
}
