package io.valora.testing.jobfile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Definitions of a schema, in which sections that occur more than once are named. */
final class SharedDefinitions {
  private final Map<String, Integer> counts = new HashMap<>();
  private final Map<String, String> names = new LinkedHashMap<>();
  private final ObjectNode definitions = JsonNodeFactory.instance.objectNode();

  private SharedDefinitions() {}

  /**
   * @param tasks the definition of each task, in full
   */
  static ObjectNode of(ObjectNode tasks) {
    SharedDefinitions shared = new SharedDefinitions();
    tasks.forEach(shared::count);
    tasks
        .properties()
        .forEach(
            task -> {
              ObjectNode definition = shared.definitions.putObject(task.getKey());
              definition.setAll((ObjectNode) shared.below("", task.getValue()));
            });
    return shared.definitions;
  }

  private void count(JsonNode node) {
    if (isSection(node)) {
      counts.merge(node.toString(), 1, Integer::sum);
    }
    node.forEach(this::count);
  }

  private static boolean isSection(JsonNode node) {
    return node.path("properties").isObject() && node.path("type").isTextual();
  }

  /** The node itself, with references for what is below it. */
  private JsonNode below(String key, JsonNode node) {
    if (node instanceof ObjectNode object) {
      ObjectNode copy = JsonNodeFactory.instance.objectNode();
      object
          .properties()
          .forEach(entry -> copy.set(entry.getKey(), shared(name(key, entry.getKey()), entry)));
      return copy;
    }
    if (node instanceof ArrayNode list) {
      ArrayNode copy = JsonNodeFactory.instance.arrayNode();
      list.forEach(element -> copy.add(below(key, element)));
      return copy;
    }
    return node;
  }

  private JsonNode shared(String key, Map.Entry<String, JsonNode> entry) {
    JsonNode node = entry.getValue();
    if (!isSection(node) || counts.getOrDefault(node.toString(), 0) < 2) {
      return below(key, node);
    }
    String known = names.get(node.toString());
    if (known == null) {
      known = free(key);
      names.put(node.toString(), known);
      definitions.putObject(known).setAll((ObjectNode) below(key, node));
    }
    return JsonNodeFactory.instance.objectNode().put("$ref", "#/$defs/" + known);
  }

  private String free(String key) {
    String name = key;
    for (int i = 2; definitions.has(name) || names.containsValue(name); i++) {
      name = key + "-" + i;
    }
    return name;
  }

  /** The nearest key of a job file: the schema's own words pass on what they are below of. */
  private static String name(String key, String word) {
    return switch (word) {
      case "properties", "items", "allOf", "anyOf", "then", "if" -> key;
      default -> word;
    };
  }
}
