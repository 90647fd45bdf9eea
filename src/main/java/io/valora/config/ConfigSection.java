package io.valora.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;

/**
 * One mapping of a job file. Reading a key checks it, notes a problem instead of throwing, and
 * writes the value in force (given or default) into {@link #resolved()}, which read again gives the
 * same configuration.
 */
public final class ConfigSection {
  private final String path;
  private final ObjectNode given;
  private final ObjectNode resolved;
  private final Problems problems;
  private final Set<String> known = new LinkedHashSet<>();
  private final List<ConfigSection> children = new ArrayList<>();

  public ConfigSection(ObjectNode given, Problems problems) {
    this("", given, JsonNodeFactory.instance.objectNode(), problems);
  }

  private ConfigSection(String path, ObjectNode given, ObjectNode resolved, Problems problems) {
    this.path = path;
    this.given = given;
    this.resolved = resolved;
    this.problems = problems;
  }

  /** Every key that was read, with the value in force. */
  public ObjectNode resolved() {
    return resolved;
  }

  /** The dotted path of this section; empty for the whole file. */
  public String path() {
    return path;
  }

  /** The dotted path of a key of this section, as messages name it. */
  public String pathOf(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  /** Notes a problem with a key of this section. */
  public void invalid(String key, Object value, String must) {
    problems.invalid(pathOf(key), value, must);
  }

  public boolean has(String key) {
    return given.hasNonNull(key);
  }

  /** A nested mapping; empty when absent. An empty list stands for {@code include: []}. */
  public ConfigSection section(String key) {
    JsonNode node = take(key);
    ObjectNode child =
        node instanceof ObjectNode mapping ? mapping : JsonNodeFactory.instance.objectNode();
    if (node instanceof ArrayNode list && list.isEmpty()) {
      child.set("include", list);
    } else if (node != null && node != child) {
      invalid(key, node, "must be a mapping of keys to values");
    }
    return childOf(pathOf(key), child, resolved.putObject(key));
  }

  /** A list of mappings; empty when absent. */
  public List<ConfigSection> sections(String key) {
    JsonNode node = take(key);
    List<ConfigSection> found = new ArrayList<>();
    ArrayNode out = resolved.putArray(key);
    if (node != null && !node.isArray()) {
      invalid(key, node, "must be a list");
      return found;
    }
    for (int i = 0; node != null && i < node.size(); i++) {
      String at = pathOf(key) + "[" + i + "]";
      if (node.get(i) instanceof ObjectNode mapping) {
        found.add(childOf(at, mapping, out.addObject()));
      } else {
        problems.invalid(at, node.get(i), "must be a mapping of keys to values");
      }
    }
    return found;
  }

  public String requiredText(String key) {
    Optional<String> value = optionalText(key);
    if (value.isEmpty()) {
      problems.add("Missing %s (must be given)".formatted(pathOf(key)));
    }
    return value.orElse("");
  }

  public String text(String key, String fallback) {
    String value = optionalText(key).orElse(fallback);
    resolved.put(key, value);
    return value;
  }

  public Optional<String> optionalText(String key) {
    JsonNode node = take(key);
    if (node == null) {
      return Optional.empty();
    }
    if (!node.isValueNode()) {
      invalid(key, node, "must be a text");
      return Optional.empty();
    }
    resolved.set(key, node);
    return Optional.of(node.asText());
  }

  /** A list of texts; a single text counts as a list of one. */
  public List<String> texts(String key, List<String> fallback) {
    JsonNode node = take(key);
    List<String> values = new ArrayList<>();
    if (node == null) {
      values.addAll(fallback);
    } else if (node.isArray()) {
      node.forEach(element -> values.add(element.asText()));
    } else {
      values.add(node.asText());
    }
    values.forEach(resolved.putArray(key)::add);
    return List.copyOf(values);
  }

  /** Texts by their keys, which are free; empty when absent. */
  public Map<String, String> textsByKey(String key) {
    Map<String, String> values = new LinkedHashMap<>();
    if (take(key) != null) {
      ConfigSection free = section(key);
      for (var entry : free.given.properties()) {
        free.optionalText(entry.getKey()).ifPresent(text -> values.put(entry.getKey(), text));
      }
    }
    return values;
  }

  /** A list of whole numbers, each at least {@code least}. */
  public List<Integer> integers(String key, List<Integer> fallback, int least) {
    JsonNode node = take(key);
    List<Integer> values = new ArrayList<>(fallback);
    if (node != null && node.isArray()) {
      values.clear();
      node.forEach(
          element -> values.add(element.canConvertToExactIntegral() ? element.asInt() : least - 1));
    }
    if ((node != null && !node.isArray()) || values.stream().anyMatch(value -> value < least)) {
      invalid(key, node, "must be a list of whole numbers of at least " + least);
      values.clear();
      values.addAll(fallback);
    }
    values.forEach(resolved.putArray(key)::add);
    return List.copyOf(values);
  }

  public boolean flag(String key, boolean fallback) {
    JsonNode node = take(key);
    boolean value = node == null ? fallback : node.asBoolean();
    if (node != null && !node.isBoolean()) {
      invalid(key, node, "must be true or false");
    }
    resolved.put(key, value);
    return value;
  }

  public int integer(String key, int fallback, int least) {
    int value = Math.toIntExact(whole(key, fallback, least, Integer.MAX_VALUE));
    resolved.put(key, value);
    return value;
  }

  public long wholeNumber(String key, long fallback, long least) {
    long value = whole(key, fallback, least, Long.MAX_VALUE);
    resolved.put(key, value);
    return value;
  }

  public OptionalInt optionalInteger(String key, int least) {
    return take(key) == null ? OptionalInt.empty() : OptionalInt.of(integer(key, least, least));
  }

  public OptionalLong optionalWholeNumber(String key, long least) {
    return take(key) == null
        ? OptionalLong.empty()
        : OptionalLong.of(wholeNumber(key, least, least));
  }

  /** A number that {@code allowed} accepts; {@code must} says in words which those are. */
  public double number(String key, double fallback, Predicate<Double> allowed, String must) {
    JsonNode node = take(key);
    double value = node == null ? fallback : node.asDouble(Double.NaN);
    if (node != null && (!node.isNumber() || !allowed.test(value))) {
      invalid(key, node.asText(), must);
      value = fallback;
    }
    resolved.put(key, value);
    return value;
  }

  /** A number that is at least 0. */
  public double atLeastZero(String key, double fallback) {
    return number(key, fallback, value -> value >= 0, "must be a number of at least 0");
  }

  /** A number above 0. */
  public double positive(String key, double fallback) {
    return number(key, fallback, value -> value > 0, "must be a number above 0");
  }

  /** A share in [0, 1). */
  public double fraction(String key, double fallback) {
    return number(
        key, fallback, value -> value >= 0 && value < 1, "must be at least 0 and below 1");
  }

  /** One of the constants of an enum, written in lower case with dashes. */
  public <E extends Enum<E>> E choice(String key, Class<E> type, E fallback) {
    E value = fallback;
    JsonNode node = take(key);
    if (node != null) {
      List<String> names = new ArrayList<>();
      E found = null;
      for (E constant : type.getEnumConstants()) {
        names.add(nameOf(constant));
        found = nameOf(constant).equals(node.asText()) ? constant : found;
      }
      if (found == null) {
        invalid(
            key,
            node.asText(),
            "must be one of " + String.join(", ", names) + Suggestions.hint(node.asText(), names));
      } else {
        value = found;
      }
    }
    resolved.put(key, nameOf(value));
    return value;
  }

  /** The name of a constant in a job file: lower case with dashes. */
  public static String nameOf(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Notes every key that nobody read, here and below, with the nearest known key. */
  public void rejectUnknownKeys() {
    for (String key : (Iterable<String>) given::fieldNames) {
      if (!known.contains(key)) {
        problems.add(
            "Unknown key %s%s"
                .formatted(
                    pathOf(key),
                    Suggestions.nearest(key, known)
                        .map(near -> " (did you mean '%s'?)".formatted(near))
                        .orElse(" (known here: %s)".formatted(String.join(", ", known)))));
      }
    }
    children.forEach(ConfigSection::rejectUnknownKeys);
  }

  private ConfigSection childOf(String childPath, ObjectNode mapping, ObjectNode out) {
    ConfigSection child = new ConfigSection(childPath, mapping, out, problems);
    children.add(child);
    return child;
  }

  private JsonNode take(String key) {
    known.add(key);
    return has(key) ? given.get(key) : null;
  }

  private long whole(String key, long fallback, long least, long most) {
    JsonNode node = take(key);
    if (node == null) {
      return fallback;
    }
    boolean whole = node.isIntegralNumber() && node.canConvertToLong();
    if (!whole || node.asLong() < least || node.asLong() > most) {
      invalid(key, node.asText(), "must be a whole number of at least " + least);
      return fallback;
    }
    return node.asLong();
  }
}
