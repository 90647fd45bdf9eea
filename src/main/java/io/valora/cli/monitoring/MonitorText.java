package io.valora.cli.monitoring;

import io.valora.monitoring.verdicts.ColumnVerdict;
import io.valora.monitoring.verdicts.DayVerdict;
import io.valora.monitoring.verdicts.LedgerWords;
import io.valora.monitoring.verdicts.MonitoringReport;
import io.valora.monitoring.verdicts.QualityVerdict;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/** Verdicts on days as lines of text. */
record MonitorText(PrintStream out) {
  private static final int SHOWN_DAYS = 10;

  void print(MonitoringReport report, String folder) {
    LedgerWords ledger = new LedgerWords(report.rows());
    out.println(
        "Rows asked of run %s of job %s: %s on %s."
            .formatted(
                report.runId(),
                report.job(),
                ledger.counted(),
                report.days().size() == 1 ? "one day" : report.days().size() + " days"));
    ledger.leftOut().ifPresent(line -> out.println("Left out:   " + line));
    ledger.labels().ifPresent(line -> out.println("Labels:     " + line));
    List<DayVerdict> alarms = report.alarms();
    alarms.stream().skip(Math.max(0, alarms.size() - SHOWN_DAYS)).forEach(this::printAlarm);
    if (alarms.isEmpty()) {
      out.println("Quiet. What the newest day could have seen:");
      newest(report).columns().stream()
          .map(ColumnVerdict::sentence)
          .forEach(line -> out.println("  " + line));
    }
    newest(report)
        .quality()
        .filter(quality -> !quality.alarm())
        .map(QualityVerdict::sentence)
        .ifPresent(line -> out.println("Quality:    " + line));
    out.println(
        String.format(
            Locale.ROOT,
            "Verdict:    %s; of so many quiet days %.2g alarm on average.",
            alarms.isEmpty()
                ? "quiet"
                : "alarm on %d of %d days".formatted(alarms.size(), report.days().size()),
            report.falseAlarms()));
    out.println("Page:       " + folder + MonitorRun.PAGE);
    out.println("Results:    " + folder + MonitorRun.JSON);
  }

  private void printAlarm(DayVerdict day) {
    out.println("Alarm on %s, %,d rows:".formatted(day.day(), day.rows()));
    day.alarms().forEach(line -> out.println("  " + line));
  }

  private static DayVerdict newest(MonitoringReport report) {
    return report.days().get(report.days().size() - 1);
  }
}
