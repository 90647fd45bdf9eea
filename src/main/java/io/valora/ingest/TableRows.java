package io.valora.ingest;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.valora.ingest.lines.LineDecoder;
import io.valora.ingest.tables.PartitionPath;
import io.valora.ingest.tables.TableColumns;
import io.valora.schema.ColumnSpec;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;

/** Turns the rows of a table's partition into staged rows. */
final class TableRows implements FlatMapFunction<Iterator<Row>, Row> {
  private static final long serialVersionUID = 1L;

  private final ReadPlan plan;
  private final SplitLines counts;
  private final TableColumns columns;

  TableRows(ReadPlan plan, SplitLines counts, TableColumns columns) {
    this.plan = plan;
    this.counts = counts;
    this.columns = columns;
  }

  @Override
  public Iterator<Row> call(Iterator<Row> rows) {
    return new Staged(rows);
  }

  /** The splits of files follow each other in a partition, each with its rows in their order. */
  private final class Staged implements Iterator<Row> {
    private final Iterator<Row> rows;
    private final Splits splits = new Splits(plan, counts);
    private final boolean areFiles = plan.files().areOrdered();
    private final int declared = plan.schema().columns().size();

    Staged(Iterator<Row> rows) {
      this.rows = rows;
    }

    @Override
    public boolean hasNext() {
      boolean more = rows.hasNext();
      if (!more) {
        splits.finish();
      }
      return more;
    }

    @Override
    public Row next() {
      Row row = rows.next();
      Split split =
          areFiles
              ? splits.of(row.getString(declared), row.getLong(declared + 1))
              : splits.ofPartition(TaskContext.getPartitionId());
      return split.row(columns.cells(row));
    }
  }

  /** The split that a partition's rows are of, kept until a row of the next one comes. */
  private static final class Splits {
    private final ReadPlan plan;
    private final SplitLines counts;
    private String path = "";
    private long start;
    private Split split;

    Splits(ReadPlan plan, SplitLines counts) {
      this.plan = plan;
      this.counts = counts;
    }

    /** The split of a file that starts at this byte. */
    Split of(String file, long startByte) {
      if (split == null || start != startByte || !path.equals(file)) {
        finish();
        path = file;
        start = startByte;
        split =
            new Split(
                plan, new SplitLines.Split(plan.files().indexOf(decoded(file)), start), counts);
      }
      return split;
    }

    /** The rows of one partition of a table. */
    Split ofPartition(int partition) {
      if (split == null) {
        split = new Split(plan, new SplitLines.Split(0, partition), counts);
      }
      return split;
    }

    /** Reports the rows of the last split. */
    void finish() {
      if (split != null) {
        split.finish();
      }
    }

    /** Spark reports the path of a file as a URI. */
    private static String decoded(String uri) {
      URI parsed = URI.create(uri);
      String host = parsed.getAuthority() == null ? "" : "//" + parsed.getAuthority();
      return parsed.getScheme() + ":" + host + parsed.getPath();
    }
  }

  /** Typing of the rows of one split, which share file and folders. */
  private static final class Split {
    private final List<ColumnSpec> columns;
    private final Map<String, String> folders;
    private final RowTyper typer;
    private final LineTally tally;

    Split(ReadPlan plan, SplitLines.Split split, SplitLines counts) {
      SourceFile file = plan.files().at(split.file());
      this.columns = plan.schema().columns();
      this.folders = PartitionPath.valuesOf(file.path());
      this.typer =
          new RowTyper(
              plan.schema(),
              line -> new String[0],
              new LineDecoder(StandardCharsets.UTF_8),
              file.split());
      this.tally = new LineTally(counts, split);
    }

    /**
     * The staged row of values.
     *
     * @param cells one a declared column; those of folders are filled in
     */
    Row row(Object[] cells) {
      if (!folders.isEmpty()) {
        for (int i = 0; i < cells.length; i++) {
          if (cells[i] == null) {
            cells[i] = folders.get(columns.get(i).source());
          }
        }
      }
      return typer.row(cells, () -> text(cells), tally.next());
    }

    void finish() {
      tally.finish();
    }

    /** The declared columns as a JSON object, which the quarantine shows. */
    private String text(Object[] cells) {
      ObjectNode row = JsonNodeFactory.instance.objectNode();
      for (int i = 0; i < cells.length; i++) {
        row.put(columns.get(i).source(), cells[i] == null ? null : cells[i].toString());
      }
      return row.toString();
    }
  }
}
