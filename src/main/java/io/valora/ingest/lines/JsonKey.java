package io.valora.ingest.lines;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

/**
 * Key of a value in a JSON object. A dot leads into an object inside, unless the whole key is there
 * as it stands.
 */
public record JsonKey(String name) {
  /** The value; a missing node where there is none. */
  public JsonNode in(JsonNode object) {
    return in(object, name);
  }

  private static JsonNode in(JsonNode object, String key) {
    JsonNode literal = object.get(key);
    if (literal != null) {
      return literal;
    }
    for (int dot = key.indexOf('.'); dot >= 0; dot = key.indexOf('.', dot + 1)) {
      JsonNode inner = object.get(key.substring(0, dot));
      if (inner != null && inner.isObject()) {
        JsonNode found = in(inner, key.substring(dot + 1));
        if (!found.isMissingNode()) {
          return found;
        }
      }
    }
    return MissingNode.getInstance();
  }
}
