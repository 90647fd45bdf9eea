package io.valora.goal;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.valora.base.EnumNames;
import io.valora.goal.SequentialTest.Difference;
import java.time.Instant;

/** Writer of {@code goal.json}; {@code src/docs/goal.md} describes the file. */
public final class GoalJson {
  /** Version of the file's format. */
  public static final int FORMAT_VERSION = 1;

  private GoalJson() {}

  /** Indented JSON that ends with a line feed. */
  public static String of(GoalResult result) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    Outcomes outcomes = result.outcomes();
    json.put("format-version", FORMAT_VERSION).put("job", result.job());
    json.put("as-of", outcomes.asOf().map(Instant::toString).orElse(null));
    json.set("goal", goal(result.goal()));
    GoalNarrative.sentences(result).forEach(json.putArray("sentences")::add);
    json.put("run", result.current().map(ServedRun::run).orElse(null));
    json.put("metric-alone", result.isMetricAlone());
    result
        .metric()
        .ifPresent(
            metric ->
                json.putObject("metric")
                    .put("name", metric.name())
                    .put("earlier-run", metric.earlierRun())
                    .put("earlier", metric.earlier())
                    .put("now", metric.now())
                    .put("improved", metric.improved()));
    result.comparison().ifPresent(compared -> put(json.putObject("control"), compared));
    result.beforeAndAfter().ifPresent(found -> put(json.putObject("before-and-after"), found));
    result.worth().ifPresent(worth -> put(json.putObject("worth"), worth));
    json.putArray("weeks");
    for (OutcomeCell cell : outcomes.cells()) {
      ObjectNode week =
          json.withArray("weeks")
              .addObject()
              .put("run", cell.run())
              .put("arm", cell.arm())
              .put("week", cell.week())
              .put("units", cell.units())
              .put("matured", cell.matured())
              .put("events", cell.events());
      if (cell.matured() > 0) {
        put(week, cell.rate());
      }
    }
    put(json.putObject("events"), outcomes);
    return json.toPrettyString().replace("\r", "") + "\n";
  }

  private static ObjectNode goal(GoalConfig goal) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("event", goal.event()).put("direction", EnumNames.nameOf(goal.direction()));
    json.put("window", goal.window().text()).put("unit", goal.unit());
    goal.value().ifPresent(value -> json.put("value", value.toString()));
    return json.put("expected-change", goal.expectedChange());
  }

  private static void put(ObjectNode json, ArmComparison compared) {
    put(json.putObject("model"), compared.model());
    put(json.putObject("control"), compared.control());
    compared.shareP().ifPresent(p -> json.put("sample-ratio-p", p));
    json.put("sample-ratio-mismatch", compared.isMismatch());
    compared.difference().ifPresent(found -> put(json.putObject("difference"), found));
    compared.daysNeeded().ifPresent(days -> json.put("days-needed", days));
  }

  private static void put(ObjectNode json, Rate rate) {
    json.put("units", rate.units()).put("events", rate.events());
    if (rate.units() > 0) {
      json.put("rate", rate.share()).put("low", rate.low()).put("high", rate.high());
    }
  }

  private static void put(ObjectNode json, Difference found) {
    json.put("difference", found.difference()).put("low", found.low()).put("high", found.high());
    json.put("p", found.p()).put("seen", found.isSeen());
  }

  private static void put(ObjectNode json, GoalResult.Worth worth) {
    json.put("currency", worth.estimate().currency()).put("estimate", worth.estimate().amount());
    json.put("low", worth.low().amount()).put("high", worth.high().amount());
  }

  private static void put(ObjectNode json, Outcomes outcomes) {
    EventCounts events = outcomes.events();
    json.put("all", events.all())
        .put("counted", events.counted())
        .put("waiting", events.waiting())
        .put("repeated", events.repeated())
        .put("outside", events.outside())
        .put("without-unit", events.withoutUnit())
        .put("other", events.other())
        .put("unknown", events.unknown())
        .put("broken-lines", outcomes.broken());
  }
}
