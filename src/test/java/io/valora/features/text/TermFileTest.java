package io.valora.features.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.valora.base.JobException;
import io.valora.features.text.TermFile.Term;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TermFileTest {
  @Test
  void termsAreReadBackWithTheBitsOfTheirRatios() throws IOException {
    List<Term> terms =
        IntStream.range(0, 3_000)
            .mapToObj(i -> new Term("term\t\"" + i + "\" 👍", (float) Math.log((i + 1) / 777.0)))
            .toList();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    TermFile.write(terms.iterator(), out);
    VocabularyRows rows = read(out.toString(UTF_8));
    assertThat(rows.highest()).isEqualTo(3_000);
    for (int i = 0; i < terms.size(); i++) {
      assertThat(rows.rowOf(TermHash.of(terms.get(i).term()))).isEqualTo(i + 1);
      assertThat(rows.ratioOf(i + 1)).isEqualTo(terms.get(i).ratio());
    }
  }

  @Test
  void aLineIsATermAndItsRatio() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    TermFile.write(List.of(new Term("great film", 1.25f)).iterator(), out);
    assertThat(out.toString(UTF_8)).isEqualTo("[\"great film\",1.25]\n");
  }

  @Test
  void aLineOfAnotherKindIsRefused() {
    for (String line : List.of("\"good\"", "[\"good\"]", "[1,2]", "[\"good\",\"2\"]")) {
      assertThatThrownBy(() -> read("[\"bad\",-1]\n" + line + "\n"))
          .isInstanceOf(JobException.class)
          .hasMessage(
              "Cannot read terms.jsonl: line 2 is %s (must be a list of a term and its "
                      .formatted(line)
                  + "log-count ratio)");
    }
  }

  private static VocabularyRows read(String text) {
    return TermFile.read("terms.jsonl", new ByteArrayInputStream(text.getBytes(UTF_8)));
  }
}
