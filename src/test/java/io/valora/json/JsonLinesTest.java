package io.valora.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.TextNode;
import io.valora.base.JobException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonLinesTest {
  @Test
  void whateverATextContainsItIsReadBackFromItsLine() throws IOException {
    List<String> texts = List.of("plain", "tab\there", "two\r\nlines", "\u2028", "👍 \"so\"", "");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    JsonLines.write(texts.stream().map(TextNode::valueOf).iterator(), out);
    assertThat(out.toString(UTF_8).chars().filter(one -> one == '\n')).hasSize(texts.size());
    assertThat(read(out.toString(UTF_8))).isEqualTo(texts);
  }

  @Test
  void anEmptyFileHasNoLines() {
    assertThat(read("")).isEmpty();
  }

  @Test
  void aLineThatIsNoJsonIsRefusedByItsNumber() {
    for (String broken : List.of("\"a\"\n\"b\n", "\"a\"\n\n", "\"a\"\n\"b\" \"c\"\n")) {
      assertThatThrownBy(() -> read(broken))
          .isInstanceOf(JobException.class)
          .hasMessage("Cannot read users.jsonl: it is not JSON (line 2)");
    }
  }

  @Test
  void aValueOfAnotherKindIsRefusedByItsNumber() {
    assertThatThrownBy(() -> read("\"a\"\n7\n"))
        .isInstanceOf(JobException.class)
        .hasMessage("Cannot read users.jsonl: line 2 is 7 (must be a text)");
  }

  @Test
  void aFileThatBreaksOffIsRefused() {
    InputStream broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("connection reset");
          }
        };
    assertThatThrownBy(() -> JsonLines.read("users.jsonl", broken, line -> {}))
        .isInstanceOf(JobException.class)
        .hasMessage("Cannot read users.jsonl: connection reset");
  }

  private static List<String> read(String text) {
    List<String> lines = new ArrayList<>();
    JsonLines.read(
        "users.jsonl",
        new ByteArrayInputStream(text.getBytes(UTF_8)),
        line -> lines.add(line.requireText()));
    return lines;
  }
}
