package io.valora.ingest;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Splits one delimited line into its cells. Lines without a quote, nearly all of them, are split
 * here; the others by commons-csv, a parser a line, so that no quote reaches past its line.
 */
final class CellSplitter {
  private static final RowProblem OPEN_QUOTE =
      RowProblem.ofLine("a quote is opened and never closed");
  private static final RowProblem AFTER_QUOTE = RowProblem.ofLine("text follows a closing quote");

  private final char delimiter;
  private final char quote;
  private final CSVFormat quoted;

  CellSplitter(FileLayout layout) {
    this.delimiter = layout.delimiter();
    this.quote = layout.quote();
    this.quoted =
        quote == FileLayout.NONE
            ? null
            : CSVFormat.Builder.create()
                .setDelimiter(delimiter)
                .setQuote(quote)
                .setIgnoreEmptyLines(false)
                .build();
  }

  /** The cells of the line, at least one. */
  List<String> split(String line) throws BadLineException {
    return quoted == null || line.indexOf(quote) < 0 ? plain(line) : quoted(line);
  }

  private List<String> plain(String line) {
    List<String> cells = new ArrayList<>();
    int start = 0;
    for (int end = line.indexOf(delimiter); end >= 0; end = line.indexOf(delimiter, start)) {
      cells.add(line.substring(start, end));
      start = end + 1;
    }
    cells.add(line.substring(start));
    return cells;
  }

  private List<String> quoted(String line) throws BadLineException {
    try (CSVParser parser = CSVParser.parse(line, quoted)) {
      List<CSVRecord> records = parser.getRecords();
      return records.get(0).toList();
    } catch (IOException | RuntimeException e) {
      throw new BadLineException(endsInsideQuotes(line) ? OPEN_QUOTE : AFTER_QUOTE);
    }
  }

  /** Between quoted cells quotes come in pairs, so an odd number leaves one open. */
  private boolean endsInsideQuotes(String line) {
    return line.chars().filter(at -> at == quote).count() % 2 == 1;
  }
}
