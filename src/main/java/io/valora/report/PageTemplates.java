package io.valora.report;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Renders the templates, and what every page carries with it so that it loads nothing. */
public final class PageTemplates {
  private static final String TEMPLATES = "io.valora.templates";
  private static final String ECHARTS = "/META-INF/resources/webjars/echarts/5.5.0/echarts.min.js";

  private PageTemplates() {}

  /** The whole page, to be stored as UTF-8; about one megabyte, most of it the chart library. */
  public static String render(String template, Map<String, Object> parameters) {
    ClassLoader loader = PageTemplates.class.getClassLoader();
    StringOutput page = new StringOutput(1 << 21);
    TemplateEngine.createPrecompiled(null, ContentType.Html, loader, TEMPLATES)
        .render(template, parameters, page);
    return page.toString();
  }

  /**
   * @param script the file in {@code resources/report} that draws the page's charts
   * @param data what it draws, as {@link ScriptJson}
   */
  public static Embedded embedded(String script, String data) {
    return new Embedded(
        resource("/report/report.css"),
        resource(ECHARTS),
        resource("/report/charts.js") + resource("/report/" + script),
        data);
  }

  /** The same of a page without charts. */
  static Embedded plain(String script, String data) {
    return new Embedded(resource("/report/report.css"), "", resource("/report/" + script), data);
  }

  private static String resource(String name) {
    try (InputStream stream = PageTemplates.class.getResourceAsStream(name)) {
      if (stream == null) {
        throw new IllegalStateException("Cannot render the report: %s is missing".formatted(name));
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
