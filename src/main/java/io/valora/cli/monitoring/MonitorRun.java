package io.valora.cli.monitoring;

import io.valora.cli.outcomes.OutcomePlace;
import io.valora.monitoring.MonitorPlan;
import io.valora.monitoring.Monitoring;
import io.valora.monitoring.verdicts.Judge;
import io.valora.monitoring.verdicts.MonitoringJson;
import io.valora.monitoring.verdicts.MonitoringPage;
import io.valora.monitoring.verdicts.MonitoringReport;
import io.valora.monitoring.verdicts.PrometheusText;
import io.valora.storage.RunFolder;
import io.valora.storage.Storage;
import java.time.Instant;
import org.apache.spark.sql.SparkSession;

/** A monitoring in a session of its own, with its files. */
final class MonitorRun {
  static final String JSON = "/monitoring.json";
  static final String PAGE = "/monitoring.html";
  static final String PROMETHEUS = "/monitoring.prom";

  private MonitorRun() {}

  static MonitoringReport of(Storage storage, MonitorPlan plan, OutcomePlace place)
      throws Exception {
    RunFolder run = plan.request().run();
    String name = "valora monitor %s %s".formatted(run.job(), run.runId());
    MonitoringReport report;
    try (SparkSession spark = place.session(name).call()) {
      report = Judge.of(plan, Monitoring.run(spark, storage, plan));
    }
    String folder = plan.request().output();
    storage.write(folder + PAGE, MonitoringPage.render(report, Instant.now()));
    storage.write(folder + PROMETHEUS, PrometheusText.of(report));
    storage.write(folder + JSON, MonitoringJson.of(report));
    return report;
  }
}
