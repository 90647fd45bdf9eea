package io.valora.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.valora.config.ConfigKey.Presence;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** The numbers among the keys of one mapping. */
abstract class NumberKeys {
  final GivenKeys given;
  final ObjectNode resolved;

  NumberKeys(GivenKeys given, ObjectNode resolved) {
    this.given = given;
    this.resolved = resolved;
  }

  public boolean has(String key) {
    return given.has(key);
  }

  /** A list of whole numbers, each at least {@code least}. */
  public List<Integer> integers(String key, List<Integer> fallback, int least) {
    Optional<JsonNode> list = given.read(key, new KeyShape.Wholes(least));
    List<Integer> values =
        list.map(node -> KeyShape.elements(node).stream().map(JsonNode::asInt).toList())
            .orElse(List.copyOf(fallback));
    values.forEach(resolved.putArray(key)::add);
    return values;
  }

  public int integer(String key, int fallback, int least) {
    return integer(key, fallback, least, Integer.MAX_VALUE);
  }

  /** A whole number from {@code least} to {@code most}. */
  public int integer(String key, int fallback, int least, int most) {
    KeyShape shape = new KeyShape.Whole(least, most);
    int value = given.read(key, shape).map(JsonNode::asInt).orElse(fallback);
    resolved.put(key, value);
    return value;
  }

  public long wholeNumber(String key, long fallback, long least) {
    KeyShape shape = new KeyShape.Whole(least, Long.MAX_VALUE);
    long value = given.read(key, shape).map(JsonNode::asLong).orElse(fallback);
    resolved.put(key, value);
    return value;
  }

  /** A whole number from {@code least} to {@code most} that means something by its absence. */
  public OptionalInt optionalInteger(String key, int least, int most) {
    given.ask(key, new KeyShape.Whole(least, most), Presence.OPTIONAL);
    return has(key) ? OptionalInt.of(integer(key, least, least, most)) : OptionalInt.empty();
  }

  public OptionalLong optionalWholeNumber(String key, long least) {
    given.ask(key, new KeyShape.Whole(least, Long.MAX_VALUE), Presence.OPTIONAL);
    return has(key) ? OptionalLong.of(wholeNumber(key, least, least)) : OptionalLong.empty();
  }

  public double number(String key, double fallback, NumberRange range) {
    KeyShape shape = new KeyShape.Numeric(range);
    double value = given.read(key, shape).map(JsonNode::asDouble).orElse(fallback);
    resolved.put(key, value);
    return value;
  }

  /** A number that means something by its absence. */
  public OptionalDouble optionalNumber(String key) {
    given.ask(key, new KeyShape.Numeric(NumberRange.ANY), Presence.OPTIONAL);
    return has(key) ? OptionalDouble.of(number(key, 0, NumberRange.ANY)) : OptionalDouble.empty();
  }

  /** A number that is at least 0. */
  public double atLeastZero(String key, double fallback) {
    return number(key, fallback, NumberRange.AT_LEAST_ZERO);
  }

  /** A number above 0. */
  public double positive(String key, double fallback) {
    return number(key, fallback, NumberRange.ABOVE_ZERO);
  }

  /** A share in [0, 1). */
  public double fraction(String key, double fallback) {
    return number(key, fallback, NumberRange.FRACTION);
  }
}
