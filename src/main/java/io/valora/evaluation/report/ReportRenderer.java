package io.valora.evaluation.report;

import java.util.Map;

/** Turns a report into one HTML page that loads nothing and needs no network. */
public final class ReportRenderer {
  private ReportRenderer() {}

  /** The whole page, to be stored as UTF-8; about one megabyte, most of it the chart library. */
  public static String render(RatingReport report) {
    return PageTemplates.render(
        "page.jte",
        Map.of(
            "report",
            report,
            "words",
            new Narrative(report),
            "tables",
            new ReportTables(report),
            "embedded",
            PageTemplates.embedded("report.js", ChartData.of(report))));
  }
}
