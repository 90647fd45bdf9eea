package io.valora.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.valora.config.ConfigKey.Presence;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** The keys that a mapping has, checked against the shapes that its parser asks for. */
final class GivenKeys {
  /**
   * Listeners of one file's reading.
   *
   * @param keys receives every key that is asked for, given or not
   */
  record Reading(Problems problems, Consumer<ConfigKey> keys) {}

  private final String path;
  private final ObjectNode given;
  private final Reading reading;
  private final Set<String> known = new LinkedHashSet<>();

  GivenKeys(String path, ObjectNode given, Reading reading) {
    this.path = path;
    this.given = given;
    this.reading = reading;
  }

  String path() {
    return path;
  }

  String pathOf(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  boolean has(String key) {
    return given.hasNonNull(key);
  }

  GivenKeys below(String childPath, ObjectNode mapping) {
    return new GivenKeys(childPath, mapping, reading);
  }

  void invalid(String childPath, Object value, String must) {
    reading.problems.invalid(childPath, value, must);
  }

  Problems problems() {
    return reading.problems;
  }

  void ask(String key, KeyShape shape, Presence presence) {
    reading.keys.accept(new ConfigKey(pathOf(key), shape, presence));
  }

  Optional<JsonNode> read(String key, KeyShape shape) {
    ask(key, shape, Presence.OPTIONAL);
    return taken(key, shape);
  }

  /** The same of a key that may also be given in its old spelling, but not in both. */
  Optional<JsonNode> readEither(String key, String oldKey, KeyShape shape) {
    boolean old = !oldKey.equals(key) && has(oldKey);
    if (old && has(key)) {
      invalid(pathOf(oldKey), shown(given.get(oldKey)), "must be left out beside " + key);
    }
    Optional<JsonNode> value = read(key, shape);
    return old ? taken(oldKey, shape) : value;
  }

  /** The same, noting a problem where there is no such value. */
  Optional<JsonNode> require(String key, KeyShape shape) {
    ask(key, shape, Presence.REQUIRED);
    Optional<JsonNode> value = taken(key, shape);
    if (value.isEmpty()) {
      reading.problems.add("Missing %s (must be given)".formatted(pathOf(key)));
    }
    return value;
  }

  /** The value of a key, if there is one of its shape; notes a problem with any other. */
  Optional<JsonNode> taken(String key, KeyShape shape) {
    known.add(key);
    Optional<JsonNode> value = Optional.ofNullable(given.get(key)).filter(node -> !node.isNull());
    value
        .filter(node -> !shape.accepts(node))
        .ifPresent(node -> invalid(pathOf(key), shown(node), must(node, shape)));
    return value.filter(shape::accepts);
  }

  /** Notes every key that nobody asked for, with the nearest known one. */
  void rejectUnknown() {
    for (String key : (Iterable<String>) given::fieldNames) {
      if (!known.contains(key)) {
        String hint =
            KnownWords.forKey(key, known)
                .or(() -> Suggestions.nearest(key, known))
                .map(near -> " (did you mean '%s'?)".formatted(near))
                .orElse(" (known here: %s)".formatted(String.join(", ", known)));
        reading.problems.add("Unknown key %s%s".formatted(pathOf(key), hint));
      }
    }
  }

  private static String must(JsonNode value, KeyShape shape) {
    return shape instanceof KeyShape.Choice choice
        ? shape.must() + Suggestions.hint(value.asText(), choice.names())
        : shape.must();
  }

  private static String shown(JsonNode value) {
    if (value instanceof ArrayNode list && !list.isEmpty() && list.get(0).isValueNode()) {
      List<String> texts = new ArrayList<>();
      list.forEach(element -> texts.add(element.asText()));
      return "[" + String.join(", ", texts) + "]";
    }
    return value.isValueNode() ? value.asText() : value.toString();
  }
}
