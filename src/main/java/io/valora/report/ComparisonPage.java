package io.valora.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.valora.job.TrainingHistory;
import io.valora.registry.compare.ComparedRuns;
import io.valora.training.EpochRecord;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Runs beside each other as one HTML page that loads nothing and needs no network. */
public final class ComparisonPage {
  private ComparisonPage() {}

  /**
   * @param histories by run id; a run that wasn't trained has none
   * @return the whole page, to be stored as UTF-8
   */
  public static String render(
      ComparedRuns compared, Map<String, TrainingHistory> histories, Instant created) {
    List<String> names = compared.names();
    String job = compared.runs().get(0).folder().job();
    return PageTemplates.render(
        "comparison.jte",
        Map.of(
            "head",
            new PageHead(
                String.join(", ", names), "Runs compared", job, String.join(", ", names), created),
            "names",
            names,
            "settings",
            compared.settings(),
            "tables",
            compared.comparisons().stream().map(MetricTable::of).toList(),
            "embedded",
            PageTemplates.embedded("comparison.js", data(names, histories))));
  }

  /** The learning curves behind the chart. */
  private static String data(List<String> names, Map<String, TrainingHistory> histories) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.putArray("curves");
    for (String name : names) {
      TrainingHistory history = histories.get(name);
      if (history == null) {
        continue;
      }
      ObjectNode curve = root.withArray("curves").addObject();
      curve.put("name", name).put("kept", history.bestEpoch());
      ArrayNode points = curve.putArray("points");
      for (EpochRecord epoch : history.epochs()) {
        double value = epoch.validation().metric();
        if (Double.isFinite(value)) {
          points.addArray().add(epoch.epoch()).add(value);
        }
      }
    }
    return ScriptJson.of(root);
  }
}
