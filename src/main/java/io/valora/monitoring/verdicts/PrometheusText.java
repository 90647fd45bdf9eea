package io.valora.monitoring.verdicts;

import io.valora.base.EnumNames;
import io.valora.monitoring.verdicts.QualityVerdict.Measured;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;

/** The newest day in Prometheus' text format, for the textfile collector of its node exporter. */
public final class PrometheusText {
  private final StringBuilder text = new StringBuilder();
  private final String run;

  private PrometheusText(MonitoringReport report) {
    this.run = "job_name=\"%s\",run=\"%s\"".formatted(quoted(report.job()), quoted(report.runId()));
  }

  /** The text of {@code monitoring.prom}. */
  public static String of(MonitoringReport report) {
    return new PrometheusText(report).of(report.days().get(report.days().size() - 1));
  }

  private String of(DayVerdict day) {
    gauge("rows", "Rows of the newest day.", write -> line("rows", "", day.rows()));
    if (day.day().matches("[0-9-]+")) {
      long seconds = LocalDate.parse(day.day()).atStartOfDay().toEpochSecond(ZoneOffset.UTC);
      gauge("day_seconds", "Begin of the newest day.", write -> line("day_seconds", "", seconds));
    }
    gauge(
        "alarm",
        "Whether the newest day is an alarm.",
        write -> line("alarm", "", day.isAlarm() ? 1 : 0));
    gauge(
        "stability_index",
        "Population stability index against training.",
        write -> columns(day, "stability_index", ColumnVerdict.Drift::index));
    gauge(
        "stability_limit",
        "Index above which there is an alarm.",
        write -> columns(day, "stability_limit", ColumnVerdict.Drift::limit));
    day.quality().ifPresent(this::quality);
    return text.toString();
  }

  private void quality(QualityVerdict quality) {
    String metric = EnumNames.nameOf(quality.metric());
    gauge(
        "quality",
        "Quality of the answers: in validation, estimated without labels, and of labeled rows.",
        write -> {
          line("quality", kind(metric, "expected"), quality.expected());
          line("quality", kind(metric, "estimated"), quality.estimated().value());
          quality
              .labeled()
              .map(Measured::value)
              .ifPresent(value -> line("quality", kind(metric, "labeled"), value));
        });
  }

  private static String kind(String metric, String kind) {
    return ",metric=\"%s\",of=\"%s\"".formatted(metric, kind);
  }

  private void columns(DayVerdict day, String name, ToDoubleFunction<ColumnVerdict.Drift> value) {
    for (ColumnVerdict column : day.columns()) {
      column
          .drift()
          .ifPresent(
              drift ->
                  line(
                      name,
                      ",column=\"%s\",measure=\"%s\""
                          .formatted(
                              quoted(column.column().name()),
                              column.column().role() == MonitoredColumn.Role.ANSWER
                                  ? "answer"
                                  : column.column().measureName()),
                      value.applyAsDouble(drift)));
    }
  }

  private void gauge(String name, String help, Consumer<String> write) {
    text.append("# HELP valora_monitoring_").append(name).append(' ').append(help).append('\n');
    text.append("# TYPE valora_monitoring_").append(name).append(" gauge\n");
    write.accept(name);
  }

  private void line(String name, String labels, double value) {
    text.append("valora_monitoring_%s{%s%s} %s\n".formatted(name, run, labels, value));
  }

  private static String quoted(String text) {
    return text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }
}
