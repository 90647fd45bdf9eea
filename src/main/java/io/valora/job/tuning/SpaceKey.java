package io.valora.job.tuning;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.valora.config.ConfigSection;
import io.valora.config.KeyShape;
import io.valora.config.NumberRange;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A job key of the search space, with the values that it takes. */
public sealed interface SpaceKey {
  /** Values of a range in a grid, where the file doesn't say. */
  int USUAL_STEPS = 3;

  /** Dotted, such as {@code network.factors}. */
  String key();

  /** Values of a grid, in order. */
  List<JsonNode> grid();

  /** The value at a share in [0, 1) of the way through them. */
  JsonNode at(double share);

  /** Spacing of the values of a range. */
  enum Scale {
    /** Equal differences. */
    LINEAR,
    /** Equal ratios. */
    LOG
  }

  /** Values that are listed. */
  record Listed(String key, List<JsonNode> grid) implements SpaceKey {
    public Listed {
      grid = List.copyOf(grid);
    }

    @Override
    public JsonNode at(double share) {
      return grid.get((int) (share * grid.size()));
    }
  }

  /**
   * Numbers from {@code from} to {@code to}, both included, of four significant digits.
   *
   * @param steps values of a grid, at least 2
   * @param whole whether only whole numbers are meant
   */
  record Range(String key, double from, double to, Scale scale, int steps, boolean whole)
      implements SpaceKey {
    private static final MathContext DIGITS = new MathContext(4);

    @Override
    public List<JsonNode> grid() {
      List<JsonNode> values = new ArrayList<>();
      for (int step = 0; step < steps; step++) {
        JsonNode value = at((double) step / (steps - 1));
        if (!values.contains(value)) {
          values.add(value);
        }
      }
      return values;
    }

    @Override
    public JsonNode at(double share) {
      double value =
          scale == Scale.LINEAR
              ? from + share * (to - from)
              : from * StrictMath.exp(share * StrictMath.log(to / from));
      return whole
          ? JsonNodeFactory.instance.numberNode(Math.round(value))
          : JsonNodeFactory.instance.numberNode(new BigDecimal(value).round(DIGITS).doubleValue());
    }
  }

  /** Reads a key of the space, noting problems in the section. */
  static Optional<SpaceKey> from(ConfigSection space, String key) {
    Optional<JsonNode> value = space.value(key, new KeyShape.Values());
    return value.flatMap(
        node -> {
          if (node.isObject()) {
            return range(space, key);
          }
          List<JsonNode> listed = new ArrayList<>();
          node.forEach(listed::add);
          return Optional.of(new Listed(key, listed));
        });
  }

  private static Optional<SpaceKey> range(ConfigSection space, String key) {
    ConfigSection range = space.section(key);
    KeyShape number = new KeyShape.Numeric(NumberRange.ANY);
    Optional<JsonNode> from = range.value("from", number);
    Optional<JsonNode> to = range.value("to", number);
    Scale scale = range.choice("scale", Scale.class, Scale.LINEAR);
    int steps = range.integer("steps", USUAL_STEPS, 2);
    double least = from.map(JsonNode::asDouble).orElse(Double.NaN);
    double most = to.map(JsonNode::asDouble).orElse(Double.NaN);
    if (!(least < most) || scale == Scale.LOG && least <= 0) {
      space.invalid(
          key,
          "{from: %s, to: %s}"
              .formatted(
                  from.map(JsonNode::asText).orElse(""), to.map(JsonNode::asText).orElse("")),
          "must have two numbers, from below to, and above 0 with scale log");
      return Optional.empty();
    }
    boolean whole = from.get().isIntegralNumber() && to.get().isIntegralNumber();
    return Optional.of(new Range(key, least, most, scale, steps, whole));
  }
}
