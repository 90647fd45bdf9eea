package io.valora.evaluation.report;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Turns a report into one HTML page that loads nothing and needs no network. */
public final class ReportRenderer {
  private static final String TEMPLATES = "io.valora.evaluation.templates";
  private static final String ECHARTS = "/META-INF/resources/webjars/echarts/5.5.0/echarts.min.js";

  private ReportRenderer() {}

  /** The whole page, to be stored as UTF-8; about one megabyte, most of it the chart library. */
  public static String render(RatingReport report) {
    StringOutput page = new StringOutput(1 << 21);
    engine()
        .render(
            "page.jte",
            Map.of(
                "report",
                report,
                "words",
                new Narrative(report),
                "tables",
                new ReportTables(report),
                "embedded",
                embedded(report)),
            page);
    return page.toString();
  }

  private static Embedded embedded(RatingReport report) {
    return new Embedded(
        resource("/report/report.css"),
        resource(ECHARTS),
        resource("/report/report.js"),
        ChartData.of(report));
  }

  private static TemplateEngine engine() {
    ClassLoader loader = ReportRenderer.class.getClassLoader();
    return TemplateEngine.createPrecompiled(null, ContentType.Html, loader, TEMPLATES);
  }

  private static String resource(String name) {
    try (InputStream stream = ReportRenderer.class.getResourceAsStream(name)) {
      if (stream == null) {
        throw new IllegalStateException("Cannot render the report: %s is missing".formatted(name));
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the page carries verbatim: trusted text, and data that was escaped before. */
  public record Embedded(String style, String library, String script, String data) {}
}
