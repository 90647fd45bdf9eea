package io.valora.ingest.lines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.valora.testing.ingest.Trial;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.junit.jupiter.api.Test;

class CellSplitterTest {
  private final CellSplitter splitter = new CellSplitter(Trial.CSV.dialect());

  @Test
  void splitsLinesWithoutQuotesAsCommonsCsvDoes() throws Exception {
    SplittableRandom random = new SplittableRandom(3);
    CSVFormat format = CSVFormat.Builder.create().setIgnoreEmptyLines(false).build();
    for (int trial = 0; trial < 2_000; trial++) {
      String line =
          random
              .ints(1 + random.nextInt(12), 0, 5)
              .collect(
                  StringBuilder::new,
                  (text, at) -> text.append("a, \tñ".charAt(at)),
                  StringBuilder::append)
              .toString();
      try (CSVParser parser = CSVParser.parse(line, format)) {
        assertThat(splitter.split(line)).isEqualTo(parser.getRecords().get(0).toList());
      }
    }
  }

  @Test
  void quotedCellsHoldDelimitersAndDoubledQuotes() throws BadLineException {
    assertThat(splitter.split("1,\"a,b\",\"say \"\"no\"\"\",\"\""))
        .isEqualTo(List.of("1", "a,b", "say \"no\"", ""));
    assertThat(splitter.split("5\" disc,x")).isEqualTo(List.of("5\" disc", "x"));
  }

  @Test
  void brokenQuotesMakeTheLineBad() {
    assertBad("1,\"abc,2", "a quote is opened and never closed");
    assertBad("\"", "a quote is opened and never closed");
    assertBad("1,\"abc\"def,2", "text follows a closing quote");
  }

  private void assertBad(String line, String sentence) {
    assertThatThrownBy(() -> splitter.split(line))
        .isInstanceOf(BadLineException.class)
        .hasMessage(sentence);
  }
}
