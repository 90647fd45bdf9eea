package io.valora.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.stream.StreamSupport;

/** Values that a key of a job file takes. */
public sealed interface KeyShape {
  boolean accepts(JsonNode value);

  /** The values in words, as messages say them. */
  String must();

  /** A text; numbers and flags count as their text. */
  record Text() implements KeyShape {
    @Override
    public boolean accepts(JsonNode value) {
      return value.isValueNode();
    }

    @Override
    public String must() {
      return "must be a text";
    }
  }

  /**
   * A list of texts, or a single one.
   *
   * @param choices of which each may be listed once; empty where any text may be listed
   */
  record Texts(List<String> choices) implements KeyShape {
    @Override
    public boolean accepts(JsonNode value) {
      List<String> given = elements(value).stream().map(JsonNode::asText).toList();
      boolean plain = elements(value).stream().allMatch(JsonNode::isValueNode);
      boolean chosen = choices.containsAll(given) && new HashSet<>(given).size() == given.size();
      return plain && (choices.isEmpty() || chosen);
    }

    @Override
    public String must() {
      return choices.isEmpty()
          ? "must be a text or a list of texts"
          : "must be a list of %s, each once".formatted(String.join(", ", choices));
    }
  }

  /** One of several words. */
  record Choice(List<String> names) implements KeyShape {
    @Override
    public boolean accepts(JsonNode value) {
      return names.contains(value.asText());
    }

    @Override
    public String must() {
      return "must be one of " + String.join(", ", names);
    }
  }

  /** True or false. */
  record Flag() implements KeyShape {
    @Override
    public boolean accepts(JsonNode value) {
      return value.isBoolean();
    }

    @Override
    public String must() {
      return "must be true or false";
    }
  }

  /** A whole number in [least, most]. */
  record Whole(long least, long most) implements KeyShape {
    @Override
    public boolean accepts(JsonNode value) {
      return value.isIntegralNumber()
          && value.canConvertToLong()
          && value.asLong() >= least
          && value.asLong() <= most;
    }

    /** Whether there is a bound above that isn't that of the type. */
    public boolean isBounded() {
      return most < Integer.MAX_VALUE;
    }

    @Override
    public String must() {
      return isBounded()
          ? "must be a whole number from %d to %d".formatted(least, most)
          : "must be a whole number of at least " + least;
    }
  }

  /** A list of whole numbers, each at least {@code least}. */
  record Wholes(int least) implements KeyShape {
    @Override
    public boolean accepts(JsonNode value) {
      Whole each = new Whole(least, Integer.MAX_VALUE);
      return value.isArray() && elements(value).stream().allMatch(each::accepts);
    }

    @Override
    public String must() {
      return "must be a list of whole numbers of at least " + least;
    }
  }

  /** A number. */
  record Numeric(NumberRange range) implements KeyShape {
    @Override
    public boolean accepts(JsonNode value) {
      return value.isNumber() && range.contains(value.asDouble());
    }

    @Override
    public String must() {
      return range.must();
    }
  }

  /** A mapping whose keys are known; an empty list stands for {@code include: []}. */
  record Section() implements KeyShape {
    @Override
    public boolean accepts(JsonNode value) {
      return value.isObject() || value.isArray() && value.isEmpty();
    }

    @Override
    public String must() {
      return "must be a mapping of keys to values";
    }
  }

  /** A list of such mappings. */
  record Sections() implements KeyShape {
    @Override
    public boolean accepts(JsonNode value) {
      return value.isArray();
    }

    @Override
    public String must() {
      return "must be a list";
    }
  }

  /**
   * A mapping of any keys.
   *
   * @param values in words, with what the keys are
   * @param least keys
   */
  record ByKey(String values, int least) implements KeyShape {
    public static final ByKey TEXTS = new ByKey("keys to values", 0);
    public static final ByKey LISTS = new ByKey("keys to texts or lists of texts", 0);
    public static final ByKey VALUES = new ByKey("job keys to lists of values or ranges", 1);

    @Override
    public boolean accepts(JsonNode value) {
      return value.isObject() && value.size() >= least;
    }

    @Override
    public String must() {
      return "must be a mapping of " + values;
    }
  }

  /** A list of at least one value, or a range of numbers. */
  record Values() implements KeyShape {
    @Override
    public boolean accepts(JsonNode value) {
      return value.isContainerNode() && !value.isEmpty();
    }

    @Override
    public String must() {
      return "must be a list of values, or a range {from: 1, to: 10}";
    }
  }

  /** The elements of a list; a value that is no list counts as a list of one. */
  static List<JsonNode> elements(JsonNode value) {
    return value.isArray()
        ? StreamSupport.stream(value.spliterator(), false).toList()
        : List.of(value);
  }
}
