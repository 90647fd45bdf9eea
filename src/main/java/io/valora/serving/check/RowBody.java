package io.valora.serving.check;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.valora.model.GoldenRow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Rows as the JSON that a client sends. */
final class RowBody {
  /** A lone surrogate has no bytes in UTF-8: it travels escaped. */
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private RowBody() {}

  static String json(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** A row as one line. */
  static byte[] of(GoldenRow row) {
    return json(row.cells()).getBytes(UTF_8);
  }

  /** An object of names and JSON values that stand as they are given. */
  static String object(Map<String, String> values) {
    List<String> members = new ArrayList<>();
    values.forEach((name, value) -> members.add(json(name) + ":" + value));
    return "{" + String.join(",", members) + "}";
  }

  /** The cells of a row as JSON values by name. */
  static Map<String, String> values(GoldenRow row) {
    Map<String, String> values = new LinkedHashMap<>();
    row.cells().forEach((name, text) -> values.put(name, json(text)));
    return values;
  }
}
