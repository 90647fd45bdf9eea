package io.valora.serving;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonRowsTest {
  @Test
  void eachLineIsARow() {
    List<GivenRow> rows = rows("{\"user\": \"42\", \"item\": \"café\"}\n\n {\"user\": null}");
    assertThat(rows).extracting(GivenRow::number).containsExactly(1L, 3L);
    assertThat(rows.get(0).byName()).containsEntry("user", "42").containsEntry("item", "café");
    assertThat(rows.get(1).byName()).containsEntry("user", null);
  }

  @Test
  void eachElementOfAnArrayIsARow() {
    List<GivenRow> rows = rows("\uFEFF\n [{\"user\": \"1\"},\n {\"user\": \"2\"}, 7]\n");
    assertThat(rows).extracting(GivenRow::number).containsExactly(1L, 2L, 3L);
    assertThat(rows.get(1).byName()).containsEntry("user", "2");
    assertThat(rows.get(2).problem()).contains("it is not a JSON object");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " \n\n", "[]", "\uFEFF"})
  void nothingGivesNoRows(String nothing) {
    assertThat(rows(nothing)).isEmpty();
    assertThatThrownBy(() -> new JsonRows(stream(nothing)).next())
        .isInstanceOf(NoSuchElementException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"user\": \"4         | it is not JSON",
        "{\"user\": 01}         | it is not JSON",
        "user=42                | it is not JSON",
        "{} {}                  | it is not one JSON object",
        "\"user\"               | it is not a JSON object",
        "{\"user\": [1, 2]}     | user is a list (must be a single value)",
        "{\"user\": {\"a\": 1}} | user is an object (must be a single value)"
      })
  void lineThatIsNoRowSaysWhyAndTheNextIsRead(String line, String problem) {
    List<GivenRow> rows = rows("{}\n" + line + "\n{\"user\": \"5\"}");
    assertThat(rows).extracting(GivenRow::number).containsExactly(1L, 2L, 3L);
    assertThat(rows).extracting(GivenRow::problem).element(1).isEqualTo(Optional.of(problem));
    assertThat(rows.get(2).byName()).containsEntry("user", "5");
  }

  @Test
  void nameThatAnObjectHasTwiceIsRefused() {
    GivenRow row = rows("{\"user\": 1, \"user\": 2}").get(0);
    assertThatThrownBy(row::byName).hasMessage("Invalid row: user is given twice");
  }

  @Test
  void numbersAreTheTextsThatIngestReads() {
    HashMap<String, String> expected = new HashMap<>();
    expected.put("a", "85");
    expected.put("b", "85.0");
    expected.put("c", "0.10");
    expected.put("d", "1E+5");
    expected.put("e", "-7");
    expected.put("f", "12345678901234567890123");
    expected.put("g", "true");
    String json =
        """
        {"a": 85, "b": 85.0, "c": 0.10, "d": 1e5, "e": -7, "f": 12345678901234567890123, "g": true}
        """;
    assertThat(rows(json).get(0).byName()).isEqualTo(expected);
  }

  @Test
  void brokenArrayEndsTheRowsAfterTheGoodOnes() {
    JsonRows rows = new JsonRows(stream("[{\"user\": 1}, {\"user\": ]"));
    assertThat(rows.next().number()).isEqualTo(1);
    assertThatThrownBy(rows::hasNext)
        .hasMessage("Cannot read standard input: it is not a JSON array (row 2)");
    assertThatThrownBy(() -> rows("[{}"))
        .hasMessage("Cannot read standard input: it is not a JSON array (row 2)");
    assertThatThrownBy(() -> rows("[] []"))
        .hasMessage("Cannot read standard input: something follows the JSON array");
  }

  @Test
  void streamThatBreaksIsNamed() {
    InputStream broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("the pipe broke");
          }
        };
    assertThatThrownBy(() -> new JsonRows(broken).hasNext())
        .hasMessage("Cannot read standard input: the pipe broke");
  }

  private static List<GivenRow> rows(String text) {
    List<GivenRow> rows = new ArrayList<>();
    new JsonRows(stream(text)).forEachRemaining(rows::add);
    return rows;
  }

  private static InputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(UTF_8));
  }
}
