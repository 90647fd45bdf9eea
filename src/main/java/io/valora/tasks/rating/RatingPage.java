package io.valora.tasks.rating;

import io.valora.report.PageTemplates;
import java.util.Map;

/** Turns a report into one HTML page that loads nothing and needs no network. */
public final class RatingPage {
  private RatingPage() {}

  /** The whole page, to be stored as UTF-8; about one megabyte, most of it the chart library. */
  public static String render(RatingReport report) {
    return PageTemplates.render(
        "page.jte",
        Map.of(
            "report",
            report,
            "words",
            new RatingNarrative(report),
            "tables",
            new RatingTables(report),
            "embedded",
            PageTemplates.embedded("report.js", RatingCharts.of(report))));
  }
}
