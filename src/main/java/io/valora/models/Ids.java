package io.valora.models;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.valora.base.JobException;
import io.valora.base.Outcome;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Iterator;

/**
 * The ids of one column that a model knows, each with an index from 1 in ascending order of their
 * UTF-8 bytes; index 0 is every other id. Held as bytes, with four more an id.
 */
public final class Ids {
  /** Index of every id that isn't known. */
  public static final int UNKNOWN = 0;

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private final byte[] bytes;
  private final int[] ends;

  private Ids(byte[] bytes, int[] ends) {
    this.bytes = bytes;
    this.ends = ends;
  }

  /** Ids in ascending order of their UTF-8 bytes, each once. */
  public static Ids of(Iterable<String> ascending) {
    Builder builder = new Builder("ids");
    ascending.forEach(builder::add);
    return builder.build();
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @param document what messages call the file
   * @throws JobException when a line is no JSON string, or not behind the one before
   */
  public static Ids read(String document, InputStream in) {
    Builder builder = new Builder(document);
    try {
      BufferedReader reader = new BufferedReader(new InputStreamReader(in, UTF_8));
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        builder.add(parsed(document, line, builder.size + 1));
      }
    } catch (IOException e) {
      throw JobException.cannot(Outcome.UNEXPECTED, "read " + document, e.getMessage(), e);
    }
    return builder.build();
  }

  /** Writes one JSON string a line; line n is the id of index n. */
  public static void write(Iterator<String> ascending, OutputStream out) throws IOException {
    JsonStringEncoder encoder = JsonStringEncoder.getInstance();
    while (ascending.hasNext()) {
      out.write('"');
      out.write(encoder.quoteAsUTF8(ascending.next()));
      out.write('"');
      out.write('\n');
    }
  }

  /** How many ids are known, and the highest index. */
  public int size() {
    return ends.length - 1;
  }

  /** The index of an id, {@link #UNKNOWN} when it isn't known or null. */
  public int index(String id) {
    if (id == null) {
      return UNKNOWN;
    }
    byte[] key = id.getBytes(UTF_8);
    int low = 1;
    int high = size();
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order = Arrays.compareUnsigned(bytes, ends[middle - 1], ends[middle], key, 0, key.length);
      if (order == 0) {
        return middle;
      }
      low = order < 0 ? middle + 1 : low;
      high = order < 0 ? high : middle - 1;
    }
    return UNKNOWN;
  }

  /** The id at an index from 1. */
  public String id(int index) {
    return new String(bytes, ends[index - 1], ends[index] - ends[index - 1], UTF_8);
  }

  private static String parsed(String document, String line, int number) {
    int last = line.length() - 1;
    boolean quoted = last > 0 && line.charAt(0) == '"' && line.indexOf('"', 1) == last;
    if (quoted && line.indexOf('\\') < 0) {
      return line.substring(1, last);
    }
    try {
      JsonNode node = JSON.readTree(line);
      if (node.isTextual()) {
        return node.asText();
      }
    } catch (JsonProcessingException e) {
      throw failure(document, "line %d is not JSON".formatted(number));
    }
    throw failure(document, "line %d is %s (must be a text)".formatted(number, line));
  }

  private static JobException failure(String document, String reason) {
    return JobException.cannot(Outcome.INVALID_REQUEST, "read " + document, reason);
  }

  /** Collects ids and checks their order. */
  private static final class Builder {
    private static final int FIRST_CAPACITY = 1024;

    private final String document;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private int[] ends = new int[FIRST_CAPACITY];
    private byte[] before = {};
    private int size;

    Builder(String document) {
      this.document = document;
    }

    void add(String id) {
      byte[] key = id.getBytes(UTF_8);
      if (size > 0 && Arrays.compareUnsigned(before, key) >= 0) {
        throw failure(
            document, "line %d is out of order (ids must ascend by bytes)".formatted(size + 1));
      }
      if (ends.length == size + 1) {
        ends = Arrays.copyOf(ends, ends.length + (ends.length >> 1));
      }
      bytes.writeBytes(key);
      before = key;
      ends[++size] = bytes.size();
    }

    Ids build() {
      return new Ids(bytes.toByteArray(), Arrays.copyOf(ends, size + 1));
    }
  }
}
