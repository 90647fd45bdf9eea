package io.valora.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.valora.goal.EventCounts;
import io.valora.goal.GoalNarrative;
import io.valora.goal.GoalResult;
import io.valora.goal.OutcomeCell;
import io.valora.goal.Rate;
import io.valora.goal.ServedRun;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Goal of the business and what the runs did for it, as one HTML page that loads nothing. */
public final class GoalPage {
  private GoalPage() {}

  /** The whole page, to be stored as UTF-8. */
  public static String render(GoalResult result) {
    List<String> sentences = GoalNarrative.sentences(result);
    String run = result.current().map(ServedRun::run).orElse("none");
    return PageTemplates.render(
        "goal.jte",
        Map.of(
            "head",
            new PageHead(
                result.job() + ": goal",
                "Goal of the business",
                result.job(),
                run,
                result.outcomes().asOf().orElse(Instant.EPOCH)),
            "sentences",
            sentences,
            "goal",
            goal(result),
            "cells",
            result.outcomes().cells(),
            "events",
            events(result),
            "embedded",
            PageTemplates.embedded("goal.js", data(result))));
  }

  private static List<Property> goal(GoalResult result) {
    return List.of(
        new Property("event", result.goal().event()),
        new Property("better", result.goal().direction().name().toLowerCase(Locale.ROOT)),
        new Property("window", result.goal().window().text()),
        new Property("unit", result.goal().unit()),
        new Property("value", result.goal().value().map(Object::toString).orElse("not given")));
  }

  private static List<Property> events(GoalResult result) {
    EventCounts events = result.outcomes().events();
    return List.of(
        new Property("read", Figures.count(events.all())),
        new Property("counted", Figures.count(events.counted())),
        new Property("waiting for the end of the window", Figures.count(events.waiting())),
        new Property("repeated", Figures.count(events.repeated())),
        new Property("outside of the window", Figures.count(events.outside())),
        new Property("without a unit", Figures.count(events.withoutUnit())),
        new Property("of another name", Figures.count(events.other())),
        new Property("unknown prediction (quarantined)", Figures.count(events.unknown())));
  }

  /** Points [week, rate, low, high] of each run and arm. */
  private static String data(GoalResult result) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    ArrayNode series = root.putArray("series");
    String name = "";
    ArrayNode points = null;
    for (OutcomeCell cell : result.outcomes().cells()) {
      if (cell.matured() == 0 || cell.arm().equals(OutcomeCell.MIXED)) {
        continue;
      }
      String next = "%s, %s".formatted(cell.run(), cell.arm());
      if (points == null || !next.equals(name)) {
        name = next;
        ObjectNode one = series.addObject().put("name", name);
        one.put("control", cell.arm().equals(OutcomeCell.CONTROL));
        points = one.putArray("points");
      }
      Rate rate = cell.rate();
      points
          .addArray()
          .add(cell.week())
          .add(100 * rate.share())
          .add(100 * rate.low())
          .add(100 * rate.high());
    }
    return ScriptJson.of(root);
  }
}
