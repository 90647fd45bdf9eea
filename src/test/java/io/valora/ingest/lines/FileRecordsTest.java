package io.valora.ingest.lines;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.QuoteMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileRecordsTest {
  private static final Dialect CSV = Dialect.of(",", '"');
  private static final int RECORDS = 2_000;

  @ParameterizedTest
  @ValueSource(strings = {",", ";", "|", "::", "\t"})
  void readsWhatCommonsCsvWrites(String delimiter) throws IOException {
    SplittableRandom random = new SplittableRandom(7);
    List<List<String>> written = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    CSVFormat format =
        CSVFormat.Builder.create()
            .setDelimiter(delimiter)
            .setQuoteMode(QuoteMode.MINIMAL)
            .setRecordSeparator("\r\n")
            .build();
    try (CSVPrinter printer = new CSVPrinter(text, format)) {
      for (int i = 0; i < RECORDS; i++) {
        List<String> row =
            List.of(
                "u" + i, cell(random, delimiter), cell(random, delimiter), "" + random.nextInt(5));
        written.add(row);
        printer.printRecord(row);
      }
    }
    assertThat(cells(Dialect.of(delimiter, '"'), text.toString(), 4)).isEqualTo(written);
  }

  @Test
  void readsEscapesAsTheyStand() throws IOException {
    Dialect dialect = new Dialect(",", '"', '\\', "", 0);
    assertThat(cells(dialect, "a\\,b,\"say \\\"no\\\"\",C:\\new\\\\x\n1,two\\\nlines,3\n", 3))
        .containsExactly(
            List.of("a,b", "say \"no\"", "C:\\new\\x"), List.of("1", "two\nlines", "3"));
    assertThat(cells(dialect, "1,2,3\\", 3))
        .containsExactly(List.of("an escape character stands at the end"));
  }

  @Test
  void aStrayQuoteCostsTheLinesUpToTheNextRow() throws IOException {
    assertThat(described("a,1\nb,\"2\nc,3\nd,\"x\"\ne,5\n", 2))
        .containsExactly(
            "0-0 a,1",
            "1-1 a quote is opened and never closed",
            "2-2 c,3",
            "3-3 d,\"x\"",
            "4-4 e,5");
    assertThat(described("a,\"1\nno row\nb,2\n", 2))
        .containsExactly("0-1 a quote is opened and never closed", "2-2 b,2");
  }

  @Test
  void aStrayQuoteDoesNotReachPastTheLongestRecord() throws IOException {
    String rows = "row,1\n".repeat(FileRecords.LONGEST_RECORD / 3);
    List<String> found = described("a,\"1\n" + rows, 2);
    assertThat(found).hasSize(1 + FileRecords.LONGEST_RECORD / 3);
    assertThat(found.get(0)).isEqualTo("0-0 a quote is opened and never closed");
    String prose = "no row\n".repeat(FileRecords.LONGEST_RECORD / 3);
    assertThat(described("a,\"1\n" + prose + "b,2\n", 2).get(0))
        .isEqualTo(
            "0-%d a quote is opened and never closed"
                .formatted(FileRecords.LONGEST_RECORD / 7 + 1));
  }

  @Test
  void linesOfATextAreNoRowsEvenIfTheyLookLikeOnes() throws IOException {
    assertThat(described("\"good\nbad,0\nbad,0\nend\",1\nx,2\n", 2))
        .containsExactly("0-3 \"good\nbad,0\nbad,0\nend\",1", "4-4 x,2");
    assertThat(described("\"two\nlines\",1,2\nx,2\n", 2))
        .containsExactly("0-1 \"two\nlines\",1,2", "2-2 x,2");
  }

  @Test
  void rowsBetweenTwoStrayQuotesAreKept() throws IOException {
    assertThat(described("a,\"1\nb,2\nc,3\nd\",4,5\n", 2))
        .containsExactly(
            "0-0 a quote is opened and never closed", "1-1 b,2", "2-2 c,3", "3-3 d\",4,5");
  }

  @Test
  void aTextWithBrokenQuotesIsOneRecordUpToItsEnd() throws IOException {
    assertThat(described("\"He said \"no\" and\nleft\nhome\",0\nx,1\n", 2))
        .containsExactly("0-2 text follows a closing quote", "3-3 x,1");
    assertThat(described("\"a\"b,0\nx,1\ny\",1\n", 2))
        .containsExactly("0-0 text follows a closing quote", "1-1 x,1", "2-2 y\",1");
  }

  @Test
  void commentsAreLeftOutWhereARecordMayBegin() throws IOException {
    Dialect dialect = new Dialect(",", '"', Dialect.NONE, "#", 0);
    assertThat(cells(dialect, "# a,\"b\nx,\"1\n# in a text\"\n#\ny,2\n", 2))
        .containsExactly(List.of("x", "1\n# in a text"), List.of("y", "2"));
  }

  @Test
  void theScanOfBytesFindsEveryCellThatSpansLines() {
    SplittableRandom random = new SplittableRandom(11);
    for (Dialect dialect :
        List.of(CSV, Dialect.of("::", '"'), new Dialect(",", '"', '\\', "", 0))) {
      CellScan lines = new CellScan(dialect);
      int escape = dialect.escape() == Dialect.NONE ? -1 : dialect.escape();
      int splittable = 0;
      for (int trial = 0; trial < 3_000; trial++) {
        byte[] text = text(random, "a\",\n\\:b ", 1 + random.nextInt(30)).getBytes(UTF_8);
        QuoteScan scan = new QuoteScan(dialect.delimiter().getBytes(UTF_8), (byte) '"', escape);
        int cut = random.nextInt(text.length + 1);
        scan.add(text, 0, cut);
        scan.add(text, cut, text.length);
        boolean spans =
            new String(text, UTF_8)
                .lines()
                .limit(new String(text, UTF_8).chars().filter(next -> next == '\n').count())
                .map(lines::endOf)
                .anyMatch(end -> end == CellScan.End.QUOTED || end == CellScan.End.ESCAPED);
        assertThat(scan.found() || !spans).as(new String(text, UTF_8)).isTrue();
        splittable += scan.found() ? 0 : 1;
      }
      assertThat(splittable).isGreaterThan(500);
    }
  }

  private static String cell(SplittableRandom random, String delimiter) {
    return random.nextInt(3) == 0
        ? "plain"
        : text(random, "ab\"" + delimiter + "\n\r'\\ ñ", random.nextInt(12)).strip() + "x";
  }

  private static String text(SplittableRandom random, String alphabet, int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return text.toString();
  }

  /** {@code first-last text} of every record, or the reason why it is none. */
  private static List<String> described(String text, int width) throws IOException {
    return records(CSV, text, width).stream()
        .map(
            record ->
                "%d-%d %s"
                    .formatted(
                        record.line(),
                        record.line() + record.lines() - 1,
                        record.problem() == null ? record.text() : record.problem().sentence()))
        .toList();
  }

  private static List<List<String>> cells(Dialect dialect, String text, int width)
      throws IOException {
    List<List<String>> cells = new ArrayList<>();
    for (FileRecord record : records(dialect, text, width)) {
      try {
        cells.add(
            record.problem() == null
                ? new CellSplitter(dialect).split(record.text())
                : List.of(record.problem().sentence()));
      } catch (BadLineException e) {
        cells.add(List.of(e.problem().sentence()));
      }
    }
    return cells;
  }

  private static List<FileRecord> records(Dialect dialect, String text, int width)
      throws IOException {
    TextLines lines = new TextLines(new ByteArrayInputStream(text.getBytes(UTF_8)), 0);
    FileRecords records =
        new FileRecords(
            lines, new LineDecoder(UTF_8), new CellSplitter(dialect), cells -> cells == width);
    List<FileRecord> found = new ArrayList<>();
    for (FileRecord next = records.next(); next != null; next = records.next()) {
      found.add(next);
    }
    return found;
  }
}
