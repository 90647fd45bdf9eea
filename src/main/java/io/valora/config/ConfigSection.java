package io.valora.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.valora.base.EnumNames;
import io.valora.config.ConfigKey.Presence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/**
 * One mapping of a job file. Reading a key checks it, notes a problem instead of throwing, and
 * writes the value in force (given or default) into {@link #resolved()}, which read again gives the
 * same configuration.
 */
public final class ConfigSection extends NumberKeys {
  private static final KeyShape TEXT = new KeyShape.Text();
  private static final KeyShape TEXTS = new KeyShape.Texts(List.of());
  private static final KeyShape SECTION = new KeyShape.Section();
  private static final KeyShape SECTIONS = new KeyShape.Sections();

  private final List<ConfigSection> children = new ArrayList<>();

  public ConfigSection(ObjectNode given, Problems problems) {
    this(given, problems, key -> {});
  }

  /**
   * @param keys receives every key that is asked for, given or not
   */
  public ConfigSection(ObjectNode given, Problems problems, Consumer<ConfigKey> keys) {
    this(
        new GivenKeys("", given, new GivenKeys.Reading(problems, keys)),
        JsonNodeFactory.instance.objectNode());
  }

  private ConfigSection(GivenKeys given, ObjectNode resolved) {
    super(given, resolved);
  }

  /** Every key that was read, with the value in force. */
  public ObjectNode resolved() {
    return resolved;
  }

  /** The dotted path of this section; empty for the whole file. */
  public String path() {
    return given.path();
  }

  /** The dotted path of a key of this section, as messages name it. */
  public String pathOf(String key) {
    return given.pathOf(key);
  }

  /** Notes a problem with a key of this section. */
  public void invalid(String key, Object value, String must) {
    given.invalid(pathOf(key), value, must);
  }

  /** Whether a problem with a key of this section was noted; its value in force is a stand-in. */
  public boolean isInvalid(String key) {
    return given.problems().isInvalid(pathOf(key));
  }

  /** Whether a column of this name was declared, but its name was refused. */
  public boolean isRefusedName(String name) {
    return given.problems().isRefusedName(name);
  }

  /** Notes a problem with a key that must not be given here, and doesn't show its value. */
  public void refuse(String key, String must) {
    if (has(key)) {
      given.taken(key, new KeyShape.Texts(List.of()));
      invalid(key, "given", must);
    }
  }

  /** A nested mapping; empty when absent. An empty list stands for {@code include: []}. */
  public ConfigSection section(String key) {
    ObjectNode mapping = JsonNodeFactory.instance.objectNode();
    Optional<JsonNode> node = given.read(key, SECTION);
    node.filter(JsonNode::isArray).ifPresent(list -> mapping.set("include", list));
    node.filter(JsonNode::isObject).ifPresent(object -> mapping.setAll((ObjectNode) object));
    return childOf(pathOf(key), mapping, resolved.putObject(key));
  }

  /** A nested mapping that means something by its absence; what is none is one problem alone. */
  public Optional<ConfigSection> optionalSection(String key) {
    given.ask(key, SECTION, Presence.OPTIONAL);
    if (!has(key)) {
      return Optional.empty();
    }
    boolean wasInvalid = isInvalid(key);
    ConfigSection found = section(key);
    return isInvalid(key) == wasInvalid ? Optional.of(found) : Optional.empty();
  }

  /** A list of mappings; empty when absent. */
  public List<ConfigSection> sections(String key) {
    return sectionsOf(key, given.read(key, SECTIONS));
  }

  /** A list of at least one mapping, each of which is about columns. */
  public List<ConfigSection> columns(String key) {
    given.ask(key, SECTIONS, Presence.REQUIRED);
    List<ConfigSection> found = sectionsOf(key, given.taken(key, SECTIONS));
    if (found.isEmpty()) {
      invalid(key, "[]", "must list at least one column");
    }
    return found;
  }

  public String requiredText(String key) {
    return textOf(key, given.require(key, TEXT)).orElse("");
  }

  public String text(String key, String fallback) {
    String value = optionalText(key).orElse(fallback);
    resolved.put(key, value);
    return value;
  }

  public Optional<String> optionalText(String key) {
    return textOf(key, given.read(key, TEXT));
  }

  /** A list of texts; a single text counts as a list of one. */
  public List<String> texts(String key, List<String> fallback) {
    return texts(key, fallback, List.of());
  }

  /** A list of some of {@code choices}, each at most once; of any texts where there are none. */
  public List<String> texts(String key, List<String> fallback, List<String> choices) {
    return textsOf(key, given.read(key, new KeyShape.Texts(choices)), fallback);
  }

  /** A list of texts that must be given. */
  public List<String> requiredTexts(String key) {
    return textsOf(key, given.require(key, TEXTS), List.of());
  }

  /** A list of texts that means something by its absence. */
  public Optional<List<String>> optionalTexts(String key) {
    return given.read(key, TEXTS).map(list -> textsOf(key, Optional.of(list), List.of()));
  }

  /** Texts by their keys, which are free; empty when absent. */
  public Map<String, String> textsByKey(String key) {
    return byKey(key, given.read(key, KeyShape.ByKey.TEXTS), ConfigSection::optionalText);
  }

  /** Lists of texts by their keys, which are free; a single text counts as a list of one. */
  public Map<String, List<String>> textListsByKey(String key) {
    return byKey(key, given.read(key, KeyShape.ByKey.LISTS), ConfigSection::optionalTexts);
  }

  /** Values of any kind by their keys, which are free; must be given. */
  public <T> Map<String, T> requiredValuesByKey(
      String key, BiFunction<ConfigSection, String, Optional<T>> value) {
    return byKey(key, given.require(key, KeyShape.ByKey.VALUES), value);
  }

  /** A value as it was written. */
  public Optional<JsonNode> value(String key, KeyShape shape) {
    Optional<JsonNode> value = given.read(key, shape);
    value.ifPresent(node -> resolved.set(key, node));
    return value;
  }

  public boolean flag(String key, boolean fallback) {
    boolean value = given.read(key, new KeyShape.Flag()).map(JsonNode::asBoolean).orElse(fallback);
    resolved.put(key, value);
    return value;
  }

  /** One of the constants of an enum, written in lower case with dashes. */
  public <E extends Enum<E>> E choice(String key, Class<E> type, E fallback) {
    return EnumNames.constant(type, word(key, EnumNames.namesOf(type), EnumNames.nameOf(fallback)));
  }

  /** One of several words. */
  public String word(String key, List<String> words, String fallback) {
    KeyShape shape = new KeyShape.Choice(words);
    String word = given.read(key, shape).map(JsonNode::asText).orElse(fallback);
    resolved.put(key, word);
    return word;
  }

  /** Some of the constants of an enum, each at most once. */
  public <E extends Enum<E>> List<E> choices(String key, Class<E> type, List<E> fallback) {
    return choices(key, key, type, fallback);
  }

  /**
   * The same of a key that was renamed: the old spelling is read too, and is the one that {@link
   * #resolved()} keeps.
   */
  public <E extends Enum<E>> List<E> choices(
      String key, String oldKey, Class<E> type, List<E> fallback) {
    KeyShape shape = new KeyShape.Texts(EnumNames.namesOf(type));
    List<String> usual = fallback.stream().map(EnumNames::nameOf).toList();
    return textsOf(oldKey, given.readEither(key, oldKey, shape), usual).stream()
        .map(name -> EnumNames.constant(type, name))
        .toList();
  }

  /** Notes every key that nobody read, here and below, with the nearest known key. */
  public void rejectUnknownKeys() {
    given.rejectUnknown();
    children.forEach(ConfigSection::rejectUnknownKeys);
  }

  private <T> Map<String, T> byKey(
      String key, Optional<JsonNode> given, BiFunction<ConfigSection, String, Optional<T>> value) {
    Map<String, T> values = new LinkedHashMap<>();
    given.ifPresent(
        mapping -> {
          ConfigSection free = childOf(pathOf(key), (ObjectNode) mapping, resolved.putObject(key));
          mapping
              .fieldNames()
              .forEachRemaining(
                  name -> value.apply(free, name).ifPresent(found -> values.put(name, found)));
        });
    return values;
  }

  private List<ConfigSection> sectionsOf(String key, Optional<JsonNode> list) {
    List<ConfigSection> found = new ArrayList<>();
    ArrayNode out = resolved.putArray(key);
    List<JsonNode> elements = list.map(KeyShape::elements).orElse(List.of());
    for (int i = 0; i < elements.size(); i++) {
      String at = pathOf(key) + "[" + i + "]";
      if (elements.get(i) instanceof ObjectNode mapping) {
        found.add(childOf(at, mapping, out.addObject()));
      } else {
        given.invalid(at, elements.get(i), SECTION.must());
      }
    }
    return found;
  }

  private ConfigSection childOf(String path, ObjectNode mapping, ObjectNode out) {
    ConfigSection child = new ConfigSection(given.below(path, mapping), out);
    children.add(child);
    return child;
  }

  private Optional<String> textOf(String key, Optional<JsonNode> text) {
    text.ifPresent(node -> resolved.set(key, node));
    return text.map(JsonNode::asText);
  }

  private List<String> textsOf(String key, Optional<JsonNode> texts, List<String> fallback) {
    List<String> values =
        texts
            .map(list -> KeyShape.elements(list).stream().map(JsonNode::asText).toList())
            .orElse(fallback);
    values.forEach(resolved.putArray(key)::add);
    return List.copyOf(values);
  }
}
