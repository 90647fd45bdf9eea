package io.valora.evaluation.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** A name and a value, as a two-column table shows them. */
public record Setting(String key, String value) {

  /** Every leaf of a resolved configuration under its dotted key, in the given order. */
  public static List<Setting> leavesOf(JsonNode configuration) {
    List<Setting> found = new ArrayList<>();
    addLeaves("", configuration, found);
    return List.copyOf(found);
  }

  private static void addLeaves(String path, JsonNode node, List<Setting> found) {
    if (node.isObject() && !node.isEmpty()) {
      String prefix = path.isEmpty() ? "" : path + ".";
      node.fields()
          .forEachRemaining(field -> addLeaves(prefix + field.getKey(), field.getValue(), found));
    } else if (node.isArray() && hasMappings(node)) {
      for (int i = 0; i < node.size(); i++) {
        addLeaves(path + "[" + i + "]", node.get(i), found);
      }
    } else {
      found.add(new Setting(path, textOf(node)));
    }
  }

  private static boolean hasMappings(JsonNode list) {
    for (JsonNode element : list) {
      if (element.isContainerNode()) {
        return true;
      }
    }
    return false;
  }

  private static String textOf(JsonNode node) {
    if (!node.isArray()) {
      return node.isContainerNode() ? "" : node.asText();
    }
    List<String> elements = new ArrayList<>();
    node.forEach(element -> elements.add(element.asText()));
    return String.join(", ", elements);
  }
}
