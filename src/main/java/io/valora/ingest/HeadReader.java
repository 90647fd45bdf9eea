package io.valora.ingest;

import io.valora.ingest.lines.BadLineException;
import io.valora.ingest.lines.CellSplitter;
import io.valora.ingest.lines.Dialect;
import io.valora.ingest.lines.FileHead;
import io.valora.ingest.lines.FileRecord;
import io.valora.ingest.lines.FileRecords;
import io.valora.ingest.lines.LineDecoder;
import io.valora.ingest.lines.TextLine;
import io.valora.ingest.lines.TextLines;
import io.valora.ingest.lines.TextStream;
import io.valora.ingest.lines.WidthVote;
import io.valora.schema.ColumnSpec;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Reads the start of a delimited file: a {@code sep=} line as Excel writes it, skipped lines,
 * comments and blank lines, the header, and as many rows as tell how wide they are.
 */
final class HeadReader {
  private static final int ROWS = 1_000;
  private static final long BYTES = 1 << 20;

  private final String file;
  private final ReadPlan plan;
  private final TextStream stream;
  private final TextLines lines;
  private final LineDecoder decoder;

  /**
   * @param file what messages call it
   */
  HeadReader(String file, ReadPlan plan, TextStream stream) {
    this.file = file;
    this.plan = plan;
    this.stream = stream;
    this.lines = new TextLines(stream, stream.markBytes());
    this.decoder = LineDecoder.of(stream);
  }

  FileHead read() throws IOException {
    if (!plan.layout().format().isDelimited()) {
      return new FileHead(stream.isVerbatim(), 0, 0, "", List.of(), 0);
    }
    Optional<String> separator = separator();
    String delimiter = separator.orElse(plan.layout().dialect().delimiter());
    skip(plan.layout().dialect().skippedLines());
    CellSplitter splitter = new CellSplitter(plan.layout().dialect().withDelimiter(delimiter));
    FileRecords records = new FileRecords(lines, decoder, splitter, width -> true);
    return plan.layout().header()
        ? withHeader(records, splitter)
        : withoutHeader(records, splitter);
  }

  private Optional<String> separator() throws IOException {
    TextLine first = lines.peek();
    Optional<String> separator =
        first == null ? Optional.empty() : Dialect.delimiterNamedIn(decoder.lenient(first.bytes()));
    if (separator.isPresent()) {
      lines.next();
    }
    return separator;
  }

  private void skip(int count) throws IOException {
    for (int i = 0; i < count && lines.next() != null; i++) {
      // The line says nothing of the rows.
    }
  }

  private FileHead withHeader(FileRecords records, CellSplitter splitter) throws IOException {
    FileRecord first = records.next();
    while (first != null && first.text().isBlank()) {
      first = records.next();
    }
    if (first == null) {
      return head(records, splitter, List.of(), 0);
    }
    FileHeader header = FileHeader.parse(file, first, decoder, splitter);
    FileHead body = head(records, splitter, header.names(), 0);
    int width = vote(records, splitter).below(header.names());
    return new FileHead(
        body.verbatim(), body.bodyOffset(), body.bodyLine(), body.delimiter(), body.names(), width);
  }

  private FileHead withoutHeader(FileRecords records, CellSplitter splitter) throws IOException {
    FileHead body = head(records, splitter, List.of(), 0);
    int last =
        plan.schema().columns().stream()
            .filter(column -> !plan.dispensable().contains(column.name()))
            .mapToInt(ColumnSpec::position)
            .max()
            .orElse(0);
    int width = vote(records, splitter).withoutHeader(last);
    return new FileHead(
        body.verbatim(), body.bodyOffset(), body.bodyLine(), body.delimiter(), List.of(), width);
  }

  private FileHead head(FileRecords records, CellSplitter splitter, List<String> names, int width) {
    return new FileHead(
        stream.isVerbatim(),
        records.nextLine() == 0 ? 0 : records.nextOffset(),
        records.nextLine(),
        splitter.dialect().delimiter(),
        names,
        width);
  }

  private WidthVote vote(FileRecords records, CellSplitter splitter) throws IOException {
    WidthVote vote = new WidthVote();
    long end = records.nextOffset() + BYTES;
    FileRecord row = records.next();
    for (int i = 0; row != null && i < ROWS && records.nextOffset() < end; i++) {
      if (row.problem() == null && !row.text().isBlank()) {
        add(vote, row, splitter);
      }
      row = records.next();
    }
    return vote;
  }

  private static void add(WidthVote vote, FileRecord row, CellSplitter splitter) {
    try {
      List<String> cells = splitter.split(row.text());
      vote.add(cells.size(), cells.get(cells.size() - 1).isBlank());
    } catch (BadLineException broken) {
      // It is quarantined when it is read.
    }
  }
}
