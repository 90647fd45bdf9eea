package io.valora.monitoring.verdicts;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.valora.monitoring.verdicts.QualityVerdict.Measured;
import io.valora.report.PageHead;
import io.valora.report.PageTemplates;
import io.valora.report.ScriptJson;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Verdicts on days as one HTML page that loads nothing and needs no network. */
public final class MonitoringPage {
  private MonitoringPage() {}

  /**
   * @return the whole page, to be stored as UTF-8
   */
  public static String render(MonitoringReport report, Instant created) {
    return PageTemplates.render(
        "monitoring.jte",
        Map.of(
            "head",
            new PageHead(
                report.job() + ", monitoring", "Monitoring", report.job(), report.runId(), created),
            "report",
            report,
            "words",
            new MonitoringNarrative(report),
            "embedded",
            PageTemplates.embedded("monitoring.js", data(report))));
  }

  /** What the charts draw. */
  private static String data(MonitoringReport report) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    report.days().forEach(day -> root.withArray("days").add(day.day()));
    root.putArray("columns");
    MonitoringNarrative words = new MonitoringNarrative(report);
    for (int i = 0; i < report.columns().size(); i++) {
      ObjectNode column = root.withArray("columns").addObject();
      column.put("name", report.columns().get(i).label());
      ArrayNode ratios = column.putArray("ratios");
      for (DayVerdict day : report.days()) {
        Optional<Double> ratio = day.columns().get(i).drift().map(ColumnVerdict.Drift::ratio);
        ratio.ifPresentOrElse(ratios::add, ratios::addNull);
      }
      MonitoringNarrative.Bars bars = words.bars(i);
      bars.names().forEach(column.putArray("bins")::add);
      bars.training().forEach(column.putArray("training")::add);
      bars.day().forEach(column.putArray("day")::add);
    }
    putQuality(root, report);
    return ScriptJson.of(root);
  }

  private static void putQuality(ObjectNode root, MonitoringReport report) {
    ObjectNode quality = root.putObject("quality");
    ArrayNode estimated = quality.putArray("estimated");
    ArrayNode labeled = quality.putArray("labeled");
    ArrayNode alarms = quality.putArray("alarms");
    for (DayVerdict day : report.days()) {
      Optional<QualityVerdict> verdict = day.quality();
      put(estimated, verdict.map(QualityVerdict::estimated));
      put(labeled, verdict.flatMap(QualityVerdict::labeled));
      alarms.add(verdict.filter(QualityVerdict::alarm).isPresent());
      verdict.ifPresent(
          one ->
              quality
                  .put("metric", one.metric() == QualityVerdict.Metric.RMSE ? "RMSE" : "accuracy")
                  .put("expected", one.expected()));
    }
  }

  /** Value, low and high; null without rows. */
  private static void put(ArrayNode out, Optional<Measured> measured) {
    Optional<Measured> finite = measured.filter(one -> Double.isFinite(one.value()));
    if (finite.isEmpty()) {
      out.addNull();
      return;
    }
    out.addArray()
        .add(finite.get().value())
        .add(finite.get().range().low())
        .add(finite.get().range().high());
  }
}
