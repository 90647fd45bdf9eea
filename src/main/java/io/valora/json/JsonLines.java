package io.valora.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.valora.base.JobException;
import io.valora.base.Outcome;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.util.Iterator;
import java.util.function.Consumer;

/** Files with one JSON value a line, in UTF-8; a value's own line breaks are escaped. */
public final class JsonLines {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private JsonLines() {}

  /** Writes each value in a line of its own; the stream stays open. */
  public static void write(Iterator<? extends JsonNode> values, OutputStream out)
      throws IOException {
    Writer writer = new BufferedWriter(new OutputStreamWriter(out, UTF_8));
    while (values.hasNext()) {
      writer.write(values.next().toString());
      writer.write('\n');
    }
    writer.flush();
  }

  /**
   * Gives the value of each line in turn, and closes the stream.
   *
   * @param document what messages call the file; a value's path is its line, from 1
   * @throws JobException when a line isn't JSON, or the file can't be read to its end
   */
  public static void read(String document, InputStream in, Consumer<CheckedNode> visitor) {
    try (BufferedReader reader = new BufferedReader(new InputStreamReader(in, UTF_8))) {
      int number = 1;
      for (String line = reader.readLine(); line != null; line = reader.readLine(), number++) {
        visitor.accept(new CheckedNode(document, "line " + number, value(document, line, number)));
      }
    } catch (IOException e) {
      throw JobException.cannot(Outcome.UNEXPECTED, "read " + document, e.getMessage(), e);
    }
  }

  private static JsonNode value(String document, String line, int number) {
    try {
      JsonNode value = JSON.readTree(line);
      if (!value.isMissingNode()) {
        return value;
      }
    } catch (JsonProcessingException e) {
      throw notJson(document, number);
    }
    throw notJson(document, number);
  }

  private static JobException notJson(String document, int number) {
    return JobException.cannot(
        Outcome.INVALID_REQUEST, "read " + document, "it is not JSON (line %d)".formatted(number));
  }
}
