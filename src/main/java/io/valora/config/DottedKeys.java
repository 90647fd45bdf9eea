package io.valora.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/** A configuration as one line a value: {@code training.epochs} → {@code 20}. */
public final class DottedKeys {
  private DottedKeys() {}

  /**
   * Every value of the tree under its dotted path, in the order of the tree; a list of plain values
   * is one value.
   */
  public static Map<String, String> of(JsonNode tree) {
    Map<String, String> flat = new LinkedHashMap<>();
    flatten("", tree, flat);
    return flat;
  }

  /** The dotted paths whose values differ between two trees. */
  public static List<String> differences(JsonNode one, JsonNode other) {
    Map<String, String> left = of(one);
    Map<String, String> right = of(other);
    TreeSet<String> keys = new TreeSet<>(left.keySet());
    keys.addAll(right.keySet());
    List<String> different = new ArrayList<>();
    for (String key : keys) {
      if (!Objects.equals(left.get(key), right.get(key))) {
        different.add(key);
      }
    }
    return different;
  }

  private static void flatten(String path, JsonNode node, Map<String, String> flat) {
    if (node.isObject()) {
      node.fields()
          .forEachRemaining(
              entry ->
                  flatten(
                      path.isEmpty() ? entry.getKey() : path + "." + entry.getKey(),
                      entry.getValue(),
                      flat));
    } else if (node.isArray() && node.size() > 0 && node.get(0).isContainerNode()) {
      for (int i = 0; i < node.size(); i++) {
        flatten(path + "[" + i + "]", node.get(i), flat);
      }
    } else {
      flat.put(path, node.isValueNode() ? node.asText() : texts(node));
    }
  }

  private static String texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(element -> texts.add(element.asText()));
    return "[" + String.join(", ", texts) + "]";
  }
}
