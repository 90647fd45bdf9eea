package io.valora.models;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.valora.base.JobException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdsTest {
  /** In ascending order of UTF-8 bytes, which isn't that of UTF-16. */
  private static final List<String> ODD =
      List.of(
          "", "\t tab", "\nline\r", "\"quoted\\", "10", "9", "Z", "a", "a b", "ñ", "\uFFFD", "😀");

  @Test
  void idsOfAnyCharactersAreWrittenAndReadBack() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Ids.write(ODD.iterator(), out);

    Ids read = read(out.toString(UTF_8));

    assertThat(out.toString(UTF_8).lines()).hasSize(ODD.size());
    assertThat(read.size()).isEqualTo(ODD.size());
    for (int i = 0; i < ODD.size(); i++) {
      assertThat(read.id(i + 1)).isEqualTo(ODD.get(i));
      assertThat(read.index(ODD.get(i))).isEqualTo(i + 1);
    }
  }

  @Test
  void everyOtherIdIsUnknown() {
    Ids ids = Ids.of(ODD);

    assertThat(List.of("b", "aa", "1", "😁", " "))
        .allSatisfy(id -> assertThat(ids.index(id)).isZero());
    assertThat(ids.index(null)).isZero();
    assertThat(Ids.of(List.of()).index("a")).isZero();
  }

  @Test
  void manyIdsAreFound() {
    List<String> many = IntStream.range(100_000, 110_000).mapToObj(Integer::toString).toList();
    Ids ids = Ids.of(many);

    assertThat(ids.size()).isEqualTo(10_000);
    assertThat(ids.index("100000")).isEqualTo(1);
    assertThat(ids.index("109999")).isEqualTo(10_000);
    assertThat(ids.id(ids.index("104321"))).isEqualTo("104321");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          "a" "b" | line 2 is not JSON
          1 | line 2 is 1 (must be a text)
          b" | line 2 is not JSON
          "a | line 2 is not JSON
          "0" | line 2 is out of order (ids must ascend by bytes)
          "1" | line 2 is out of order (ids must ascend by bytes)
          """)
  void aDamagedLineIsNamed(String line, String fault) {
    assertThatThrownBy(() -> read("\"1\"\n" + line))
        .isInstanceOf(JobException.class)
        .hasMessage("Cannot read users.jsonl: " + fault);
  }

  private static Ids read(String text) {
    return Ids.read("users.jsonl", new ByteArrayInputStream(text.getBytes(UTF_8)));
  }
}
