package io.valora.tuning.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.valora.report.PageHead;
import io.valora.report.PageTemplates;
import io.valora.report.ScriptJson;
import io.valora.tuning.search.Leaderboard.Entry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Leaderboard of a search as one HTML page that loads nothing and needs no network. */
final class TuningPage {
  private TuningPage() {}

  /** The whole page, to be stored as UTF-8. */
  static String render(Leaderboard leaderboard, String runId, Instant created) {
    String job = leaderboard.job();
    return PageTemplates.render(
        "tuning.jte",
        Map.of(
            "head",
            new PageHead(job + ": settings by cross-validation", "Tuning", job, runId, created),
            "leaderboard",
            leaderboard,
            "words",
            new TuningNarrative(leaderboard),
            "embedded",
            PageTemplates.embedded("tuning.js", data(leaderboard))));
  }

  /** The numbers behind the charts. */
  static String data(Leaderboard leaderboard) {
    TuningNarrative words = new TuningNarrative(leaderboard);
    List<Entry> ranked = words.ranked();
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("metric", words.metric());
    root.putArray("keys");
    List<List<JsonNode>> values = new ArrayList<>();
    for (String key : words.keys()) {
      List<JsonNode> own = values(ranked, key);
      values.add(own);
      ObjectNode axis = root.withArray("keys").addObject().put("name", key);
      own.forEach(value -> axis.withArray("values").add(text(value)));
    }
    root.putArray("settings");
    for (Entry entry : ranked) {
      ObjectNode out = root.withArray("settings").addObject();
      out.put("name", "rank " + (ranked.indexOf(entry) + 1));
      for (int key = 0; key < values.size(); key++) {
        JsonNode value = entry.setting().changes().get(words.keys().get(key));
        out.withArray("values").add(values.get(key).indexOf(value));
      }
      out.put("score", entry.score().mean());
      out.put("error", entry.score().error());
      out.put("chosen", leaderboard.chosen().filter(entry::equals).isPresent());
    }
    return ScriptJson.of(root);
  }

  /** Each once; numbers ascending, others as they come. */
  private static List<JsonNode> values(List<Entry> ranked, String key) {
    Set<JsonNode> values = new LinkedHashSet<>();
    ranked.forEach(entry -> values.add(entry.setting().changes().get(key)));
    return values.stream().allMatch(JsonNode::isNumber)
        ? values.stream().sorted(Comparator.comparingDouble(JsonNode::asDouble)).toList()
        : List.copyOf(values);
  }

  private static String text(JsonNode value) {
    return value.isTextual() ? value.asText() : value.toString();
  }
}
