package io.valora.profiling;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.valora.base.JobException;
import io.valora.base.Outcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Values of JSON lines by their dotted keys; lists are left out.
 *
 * @param rows a text for each key; null where the line has none
 */
record JsonRows(List<String> keys, List<List<String>> rows) {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /**
   * The rows; empty where the file isn't JSON.
   *
   * @throws JobException when it is JSON of another shape than an object a line
   */
  static Optional<JsonRows> of(TextHead file) {
    String start = file.text().strip();
    if (!start.startsWith("{") && !start.matches("(?s)\\[\\s*\\{.*")) {
      return Optional.empty();
    }
    List<Map<String, String>> objects = new ArrayList<>();
    Set<String> keys = new LinkedHashSet<>();
    for (String line : file.text().lines().filter(line -> !line.isBlank()).toList()) {
      Map<String, String> values = new LinkedHashMap<>();
      try {
        add("", JSON.readTree(element(line)), values);
      } catch (JsonProcessingException e) {
        continue; // Its row will go to the quarantine.
      }
      objects.add(values);
      keys.addAll(values.keySet());
    }
    if (keys.isEmpty()) {
      throw JobException.cannot(
          Outcome.DATA_REJECTED,
          "look at " + file.file(),
          "it looks like JSON, and no line is an object (write one object a line, such as with"
              + " jq -c . or json.dumps)");
    }
    List<List<String>> rows = new ArrayList<>();
    objects.forEach(values -> rows.add(new ArrayList<>(keys.stream().map(values::get).toList())));
    return Optional.of(new JsonRows(List.copyOf(keys), rows));
  }

  /** The line without what makes it a part of an array with an object a line. */
  private static String element(String line) {
    return line.strip().replaceFirst("^\\[(?=\\s*\\{)", "").replaceFirst("(?<=\\})\\s*[,\\]]$", "");
  }

  private static void add(String prefix, JsonNode node, Map<String, String> values) {
    node.fields()
        .forEachRemaining(
            field -> {
              String key = prefix + field.getKey();
              if (field.getValue().isObject()) {
                add(key + ".", field.getValue(), values);
              } else if (!field.getValue().isArray()) {
                values.put(key, field.getValue().isNull() ? null : field.getValue().asText());
              }
            });
  }
}
