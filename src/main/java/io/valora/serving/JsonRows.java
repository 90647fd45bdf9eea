package io.valora.serving;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.valora.base.JobException;
import io.valora.base.Outcome;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * Rows of a stream, read as they are asked for: one JSON object a line, or one JSON array of
 * objects. A row's number is that of its line, or its place in the array.
 */
public final class JsonRows implements Iterator<GivenRow> {
  private static final JsonFactory JSON = new JsonFactory();
  private static final int BYTE_ORDER_MARK = '\uFEFF';

  private final BufferedReader reader;
  private JsonParser array;
  private GivenRow next;
  private long number;
  private boolean begun;

  public JsonRows(InputStream in) {
    this.reader = new BufferedReader(new InputStreamReader(in, UTF_8));
  }

  /**
   * @throws JobException {@code Cannot read standard input: …} when the stream or the array breaks
   */
  @Override
  public boolean hasNext() {
    if (next == null) {
      next = read();
    }
    return next != null;
  }

  @Override
  public GivenRow next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    GivenRow row = next;
    next = null;
    return row;
  }

  private GivenRow read() {
    try {
      if (!begun) {
        begin();
      }
      return array == null ? ofLine() : ofArray();
    } catch (JsonProcessingException e) {
      throw unreadable("it is not a JSON array (row %d)".formatted(number), e);
    } catch (IOException e) {
      throw unreadable(e.getMessage(), e);
    }
  }

  /** Looks whether an array begins, past what stands before it. */
  private void begin() throws IOException {
    begun = true;
    int first;
    do {
      reader.mark(1);
      first = reader.read();
      number += first == '\n' ? 1 : 0;
    } while (first == BYTE_ORDER_MARK || Character.isWhitespace(first));
    if (first >= 0) {
      reader.reset();
    }
    if (first == '[') {
      array = JSON.createParser(reader);
      array.nextToken();
      number = 0;
    }
  }

  private GivenRow ofLine() throws IOException {
    String line;
    do {
      line = reader.readLine();
      number++;
    } while (line != null && line.isBlank());
    return line == null ? null : ofText(line);
  }

  private GivenRow ofText(String line) throws IOException {
    try (JsonParser parser = JSON.createParser(line)) {
      parser.nextToken();
      GivenRow row = JsonObjects.row(number, parser);
      return parser.nextToken() == null ? row : GivenRow.bad(number, "it is not one JSON object");
    } catch (JsonProcessingException e) {
      return GivenRow.bad(number, "it is not JSON");
    }
  }

  private GivenRow ofArray() throws IOException {
    number++;
    if (array.nextToken() != JsonToken.END_ARRAY) {
      return JsonObjects.row(number, array);
    }
    if (array.nextToken() != null) {
      throw unreadable("something follows the JSON array", null);
    }
    return null;
  }

  private static JobException unreadable(String reason, Exception cause) {
    return JobException.cannot(Outcome.INVALID_REQUEST, "read standard input", reason, cause);
  }
}
