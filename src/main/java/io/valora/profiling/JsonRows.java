package io.valora.profiling;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The rows; empty when the file doesn't hold one JSON object a line. */
  static Optional<JsonRows> of(TextHead file) {
    if (!file.text().stripLeading().startsWith("{")) {
      return Optional.empty();
    }
    List<Map<String, String>> objects = new ArrayList<>();
    Set<String> keys = new LinkedHashSet<>();
    for (String line : file.text().lines().filter(line -> !line.isBlank()).toList()) {
      Map<String, String> values = new LinkedHashMap<>();
      try {
        add("", JSON.readTree(line), values);
      } catch (JsonProcessingException e) {
        continue; // Its row will go to the quarantine.
      }
      objects.add(values);
      keys.addAll(values.keySet());
    }
    if (objects.isEmpty()) {
      return Optional.empty();
    }
    List<List<String>> rows = new ArrayList<>();
    objects.forEach(values -> rows.add(new ArrayList<>(keys.stream().map(values::get).toList())));
    return Optional.of(new JsonRows(List.copyOf(keys), rows));
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
