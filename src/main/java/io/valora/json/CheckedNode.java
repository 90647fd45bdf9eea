package io.valora.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.valora.base.JobException;
import io.valora.base.Outcome;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A place in a JSON document whose values are checked as they are read. Every failure is {@code
 * Cannot read <document>: <path> …}; keys that nobody reads are ignored.
 *
 * @param document what messages call the document, such as {@code run.json of 2026-01-01}
 * @param path of this place, empty for the root
 * @param value what stands there
 */
public record CheckedNode(String document, String path, JsonNode value) {
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  /** The root object of a document's text. */
  public static CheckedNode parse(String document, String text) {
    try {
      JsonNode root = JSON.readTree(text);
      return new CheckedNode(document, "", root).requireObject();
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
      throw failure(document, "it is not JSON (line %d)".formatted(line));
    }
  }

  /**
   * @throws JobException when {@code format-version} is another one
   */
  public CheckedNode requireFormatVersion(int expected) {
    long version = wholeNumber("format-version");
    if (version != expected) {
      throw failure(
          document,
          "unknown format-version %d (this version reads %d)".formatted(version, expected));
    }
    return this;
  }

  public String text(String key) {
    return at(key).requireText();
  }

  public long wholeNumber(String key) {
    return at(key).requireWholeNumber();
  }

  /** A whole number of at least 0. */
  public long count(String key) {
    return at(key).requireCount();
  }

  /** A whole number from 1 to the largest int. */
  public int positive(String key) {
    long number = wholeNumber(key);
    require(key, number >= 1 && number <= Integer.MAX_VALUE, "a whole number of at least 1");
    return (int) number;
  }

  /** A text that the regular expression matches; {@code must} says so in words. */
  public String text(String key, String pattern, String must) {
    CheckedNode node = at(key);
    return node.require(node.value.isTextual() && node.value.asText().matches(pattern), must)
        .value
        .asText();
  }

  public double number(String key) {
    CheckedNode node = at(key);
    return node.require(node.value.isNumber(), "a number").value.asDouble();
  }

  /** NaN where the document says null. */
  public double numberOrNull(String key) {
    return at(key).requireNumberOrNull();
  }

  public Instant instant(String key) {
    CheckedNode node = at(key);
    try {
      return Instant.parse(node.requireText());
    } catch (DateTimeParseException e) {
      throw node.wrong("an instant such as 2026-01-01T00:00:00Z");
    }
  }

  /** The constant whose label stands there. */
  public <E extends Enum<E>> E choice(String key, E[] constants, Function<E, String> label) {
    CheckedNode node = at(key);
    List<String> labels = new ArrayList<>();
    for (E constant : constants) {
      labels.add(label.apply(constant));
      if (label.apply(constant).equals(node.value.asText())) {
        return constant;
      }
    }
    throw node.wrong("one of " + String.join(", ", labels));
  }

  public CheckedNode object(String key) {
    return at(key).requireObject();
  }

  /** The value of a key; empty when it is absent or null. */
  public Optional<CheckedNode> optional(String key) {
    return value.hasNonNull(key) ? Optional.of(at(key)) : Optional.empty();
  }

  /** Each object of a list. */
  public <T> List<T> list(String key, Function<CheckedNode, T> read) {
    return elements(key, element -> read.apply(element.requireObject()));
  }

  /** Each element of a list, whatever it is. */
  public <T> List<T> elements(String key, Function<CheckedNode, T> read) {
    CheckedNode node = at(key);
    node.require(node.value.isArray(), "a list");
    List<T> values = new ArrayList<>();
    for (JsonNode element : node.value) {
      String place = "%s[%d]".formatted(node.path, values.size());
      values.add(read.apply(new CheckedNode(document, place, element)));
    }
    return values;
  }

  /** Each value of an object, in the order of the document. */
  public <T> Map<String, T> map(String key, Function<CheckedNode, T> read) {
    CheckedNode node = object(key);
    Map<String, T> values = new LinkedHashMap<>();
    node.value.fieldNames().forEachRemaining(name -> values.put(name, read.apply(node.at(name))));
    return values;
  }

  /**
   * @param must what should stand there
   * @throws JobException naming what does, unless {@code holds}
   */
  public void require(String key, boolean holds, String must) {
    at(key).require(holds, must);
  }

  public String requireText() {
    return require(value.isTextual(), "a text").value.asText();
  }

  public long requireWholeNumber() {
    return require(value.isIntegralNumber() && value.canConvertToLong(), "a whole number")
        .value
        .asLong();
  }

  public long requireCount() {
    require(requireWholeNumber() >= 0, "at least 0");
    return value.asLong();
  }

  /** NaN for null. */
  public double requireNumberOrNull() {
    require(value.isNumber() || value.isNull(), "a number or null");
    return value.isNull() ? Double.NaN : value.asDouble();
  }

  public CheckedNode requireObject() {
    return require(value.isObject(), "an object");
  }

  /** The failure that something else should stand here. */
  public JobException wrong(String must) {
    String place = path.isEmpty() ? "the document" : path;
    return failure(document, "%s is %s (must be %s)".formatted(place, value, must));
  }

  private CheckedNode require(boolean holds, String must) {
    if (!holds) {
      throw wrong(must);
    }
    return this;
  }

  private CheckedNode at(String key) {
    String place = path.isEmpty() ? key : path + "." + key;
    if (!value.has(key)) {
      throw failure(document, "missing key " + place);
    }
    return new CheckedNode(document, place, value.get(key));
  }

  private static JobException failure(String document, String reason) {
    return JobException.cannot(Outcome.INVALID_REQUEST, "read " + document, reason);
  }
}
