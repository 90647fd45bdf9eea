package io.valora.goal;

import io.valora.base.EventName;
import io.valora.base.TimeSpan;
import io.valora.config.ConfigSection;
import io.valora.config.Suggestions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Section {@code goal} of a job file. Nothing that a run computes depends on it.
 *
 * @param event whose share of the units is the goal's number
 * @param window after a unit's first prediction in which its event counts
 * @param unit input by which units are told apart, or {@code prediction}
 * @param value of one event
 * @param expectedChange of the share, which the comparison is tuned for, in (0, 1)
 */
public record GoalConfig(
    String event,
    Direction direction,
    TimeSpan window,
    String unit,
    Optional<Money> value,
    double expectedChange) {
  /** The section of the job file. */
  public static final String GOAL = "goal";

  /** Unit of one answer each. */
  public static final String PREDICTION = "prediction";

  private static final String USER = "user";
  private static final TimeSpan USUAL_WINDOW = TimeSpan.parse("30 days").orElseThrow();
  private static final double USUAL_CHANGE = 0.02;

  /** Direction in which the share is better. */
  public enum Direction {
    UP,
    DOWN;

    /** How much better a change is; below 0 for a worse one. */
    public double gain(double change) {
      return this == UP ? change : -change;
    }
  }

  /**
   * @param columns names of the job's columns, which units may be told apart by
   */
  public static Optional<GoalConfig> from(ConfigSection jobFile, List<String> columns) {
    return jobFile.optionalSection(GOAL).map(section -> ofSection(section, columns));
  }

  private static GoalConfig ofSection(ConfigSection section, List<String> columns) {
    String event = section.requiredText("event");
    if (section.has("event") && !EventName.is(event)) {
      section.invalid("event", event, EventName.MUST);
    }
    return new GoalConfig(
        event,
        section.choice("direction", Direction.class, Direction.UP),
        window(section),
        unit(section, columns),
        value(section),
        expectedChange(section));
  }

  /** Runs of earlier versions have {@code user} in any job. */
  private static String unit(ConfigSection section, List<String> columns) {
    String unit = section.text("unit", columns.contains(USER) ? USER : PREDICTION);
    List<String> units = Stream.concat(columns.stream(), Stream.of(PREDICTION)).toList();
    if (!units.contains(unit) && !unit.equals(USER) && !columns.isEmpty()) {
      section.invalid(
          "unit",
          unit,
          "must be one of %s%s".formatted(String.join(", ", units), Suggestions.hint(unit, units)));
    }
    return unit;
  }

  private static double expectedChange(ConfigSection section) {
    double change = section.positive("expected-change", USUAL_CHANGE);
    if (change >= 1) {
      section.invalid("expected-change", change, "must be a share below 1, such as 0.02");
    }
    return change;
  }

  private static TimeSpan window(ConfigSection section) {
    String text = section.text("window", USUAL_WINDOW.text());
    Optional<TimeSpan> window = TimeSpan.parse(text);
    if (window.isEmpty()) {
      section.invalid("window", text, TimeSpan.MUST);
    }
    return window.orElse(USUAL_WINDOW);
  }

  private static Optional<Money> value(ConfigSection section) {
    Optional<String> text = section.optionalText("value");
    Optional<Money> value = text.flatMap(Money::parse);
    if (value.isEmpty()) {
      text.ifPresent(given -> section.invalid("value", given, Money.MUST));
    }
    return value;
  }
}
