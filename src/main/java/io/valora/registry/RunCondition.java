package io.valora.registry;

import io.valora.base.JobException;
import java.util.Comparator;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A comparison of a value of {@code run.json} with a given one, such as {@code metrics.test.rmse <
 * 0.93}: of numbers where both are such, else of texts.
 *
 * @param text as it was given
 * @param key dotted path of the value
 * @param value to compare with
 */
public record RunCondition(String text, String key, Operator operator, String value) {
  /** Order of the two values. */
  private enum Sign {
    LESS,
    EQUAL,
    GREATER
  }

  /** Comparison that a condition makes. */
  public enum Operator {
    LESS("<", false, true),
    AT_MOST("<=", true, true),
    GREATER(">", false, true),
    AT_LEAST(">=", true, true),
    EQUAL("=", true, false),
    OTHER("!=", false, false);

    private final String symbol;
    private final boolean holdsForEqual;
    private final boolean orders;

    Operator(String symbol, boolean holdsForEqual, boolean orders) {
      this.symbol = symbol;
      this.holdsForEqual = holdsForEqual;
      this.orders = orders;
    }

    private boolean holds(Sign sign) {
      return switch (sign) {
        case EQUAL -> holdsForEqual;
        case LESS -> symbol.startsWith("<") || this == OTHER;
        case GREATER -> symbol.startsWith(">") || this == OTHER;
      };
    }
  }

  private static final String OPTION = "--where";
  private static final Pattern CONDITION =
      Pattern.compile("\\s*([^\\s<>=!]+)\\s*(<=|>=|!=|==?|<|>)\\s*(.*?)\\s*");
  private static final Pattern QUOTED = Pattern.compile("'(.*)'|\"(.*)\"");

  /**
   * @throws JobException when the text is no condition
   */
  public static RunCondition of(String text) {
    Matcher parts = CONDITION.matcher(text);
    if (!parts.matches() || parts.group(3).isEmpty()) {
      throw JobException.invalid(
          OPTION,
          text,
          "must be a key, one of < <= > >= = != and a value: metrics.test.rmse < 0.9");
    }
    String symbol = parts.group(2).equals("==") ? "=" : parts.group(2);
    for (Operator operator : Operator.values()) {
      if (operator.symbol.equals(symbol)) {
        return new RunCondition(text, parts.group(1), operator, unquoted(parts.group(3)));
      }
    }
    throw new IllegalStateException(symbol);
  }

  /**
   * Whether a run fulfills it; one without the value doesn't.
   *
   * @param values of the run by dotted key
   * @throws JobException when a number is to be less or greater than a word
   */
  public boolean holds(Map<String, String> values) {
    String found = values.get(key);
    if (found == null) {
      return false;
    }
    OptionalDouble number = number(found);
    OptionalDouble bound = number(value);
    if (number.isPresent() && bound.isPresent()) {
      return operator.holds(sign(Double.compare(number.getAsDouble(), bound.getAsDouble())));
    }
    if (operator.orders && number.isPresent()) {
      throw JobException.invalid(OPTION, text, "must compare %s with a number".formatted(key));
    }
    return operator.holds(sign(found.compareTo(value)));
  }

  /** Numbers first, by size, then texts, then what has no value. */
  public static <T> Comparator<T> order(Function<T, String> value) {
    Comparator<String> present =
        Comparator.comparingDouble((String text) -> number(text).orElse(Double.POSITIVE_INFINITY))
            .thenComparing(Comparator.naturalOrder());
    return Comparator.comparing(value, Comparator.nullsLast(present));
  }

  /** The number that the text is, if it is one. */
  static OptionalDouble number(String text) {
    try {
      return OptionalDouble.of(Double.parseDouble(text));
    } catch (NumberFormatException word) {
      return OptionalDouble.empty();
    }
  }

  private static Sign sign(int comparison) {
    return comparison == 0 ? Sign.EQUAL : comparison < 0 ? Sign.LESS : Sign.GREATER;
  }

  private static String unquoted(String value) {
    Matcher quoted = QUOTED.matcher(value);
    if (!quoted.matches()) {
      return value;
    }
    return quoted.group(1) == null ? quoted.group(2) : quoted.group(1);
  }
}
