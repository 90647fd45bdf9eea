package io.valora.testing.jobfile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.valora.config.JobText;

/** A job file's tree that grows by paths such as {@code ingest.columns[].name}. */
record JobTree(ObjectNode root) {
  static JobTree of(String yaml) {
    return new JobTree(JobText.parse("job.yaml", yaml));
  }

  JobTree copy() {
    return new JobTree(root.deepCopy());
  }

  /** The value at a path, in the first elements of lists; missing where there is none. */
  static JsonNode at(JsonNode root, String path) {
    JsonNode node = root;
    for (String part : path.split("\\.")) {
      node = node.path(part.replace("[]", ""));
      node = part.endsWith("[]") ? node.path(0) : node;
    }
    return node;
  }

  boolean has(String path) {
    return !at(root, path).isMissingNode();
  }

  /** Sets a value, making the mappings and lists on the way to it. */
  void set(String path, JsonNode value) {
    String section = DocumentedKey.sectionOf(path);
    parent(section).set(path.substring(path.lastIndexOf('.') + 1), value);
  }

  private ObjectNode parent(String section) {
    ObjectNode node = root;
    for (String part : section.isEmpty() ? new String[0] : section.split("\\.")) {
      node =
          part.endsWith("[]") ? first(node, part.replace("[]", "")) : node.withObject("/" + part);
    }
    return node;
  }

  private static ObjectNode first(ObjectNode node, String key) {
    ArrayNode list = node.withArray(key);
    return (ObjectNode) (list.isEmpty() ? list.addObject() : list.get(0));
  }
}
