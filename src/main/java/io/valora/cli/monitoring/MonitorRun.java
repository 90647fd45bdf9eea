package io.valora.cli.monitoring;

import io.valora.base.JobException;
import io.valora.cli.outcomes.OutcomePlace;
import io.valora.lease.Lease;
import io.valora.monitoring.MonitorPlan;
import io.valora.monitoring.MonitorRequest;
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

  /** Monitors as the only attempt at the folder of the results; a refusal takes their place. */
  static MonitoringReport of(Storage storage, MonitorRequest request, OutcomePlace place)
      throws Exception {
    try (Lease held = Lease.acquire(storage, request.output(), place.lease())) {
      Storage guarded = storage.guardedBy(held::check);
      try {
        return run(guarded, MonitorPlan.make(guarded, request), place);
      } catch (Exception e) {
        refuse(guarded, request, e);
        throw e;
      }
    }
  }

  private static MonitoringReport run(Storage storage, MonitorPlan plan, OutcomePlace place)
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

  /** No earlier verdict stays: others would act on it. */
  private static void refuse(Storage storage, MonitorRequest request, Exception refused) {
    String why =
        JobException.in(refused).map(Throwable::getMessage).orElse("It ended unexpectedly");
    try {
      storage.write(request.output() + JSON, MonitoringJson.refused(request.run(), why));
      storage.delete(request.output() + PAGE);
      storage.delete(request.output() + PROMETHEUS);
    } catch (RuntimeException e) {
      refused.addSuppressed(e);
    }
  }
}
