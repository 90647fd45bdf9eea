package io.valora.doctor;

import io.valora.base.Counted;
import io.valora.base.JobException;
import io.valora.base.Outcome;
import io.valora.job.JobConfig;
import io.valora.storage.Storage;
import io.valora.training.DeviceConfig;
import io.valora.training.memory.SparkSlots;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;

/** Looks at everything that a run needs and tells each finding as soon as it is there. */
public final class Doctor {
  private final Storage storage;
  private final Consumer<Finding> listener;
  private final List<Finding> findings = new ArrayList<>();

  /**
   * @param listener receives each finding, in order
   */
  public Doctor(Storage storage, Consumer<Finding> listener) {
    this.storage = storage;
    this.listener = listener;
  }

  /**
   * Looks at the driver, the storage root, the job if there is one, Spark and its executors.
   *
   * @param session starts Spark; it is stopped at the end
   * @return what a run would end with because of the findings; {@link Outcome#DONE} when none fails
   */
  public Outcome examine(CheckUp checkUp, Callable<SparkSession> session) {
    ProcessFacts driver = ProcessFacts.ofThis("the driver");
    ProcessChecks.of(driver).forEach(this::tell);
    Optional<JobConfig> job = job(checkUp);
    RootCheck root = RootCheck.of(storage, checkUp.root());
    root.findings().forEach(this::tell);
    Optional<SparkSession> spark = started(session);
    try {
      if (spark.isPresent()) {
        JavaSparkContext context = new JavaSparkContext(spark.get().sparkContext());
        ClusterCheck cluster = new ClusterCheck(context, driver, device(job));
        root.probe()
            .map(probe -> cluster.findings(probe, checkUp.patience()))
            .orElse(List.of())
            .forEach(this::tell);
        job.ifPresent(config -> resources(config, context));
      }
    } finally {
      spark.ifPresent(SparkSession::stop);
      root.probe().ifPresent(probe -> storage.delete(probe.folder()));
    }
    return outcome();
  }

  private static DeviceConfig.Kind device(Optional<JobConfig> job) {
    return job.map(config -> config.training().device().kind()).orElse(DeviceConfig.Kind.AUTO);
  }

  private Optional<SparkSession> started(Callable<SparkSession> session) {
    try {
      return Optional.of(session.call());
    } catch (Exception e) { // Spark throws checked exceptions that it doesn't declare
      tell(unstarted(e));
      return Optional.empty();
    }
  }

  private Optional<JobConfig> job(CheckUp checkUp) {
    if (checkUp.jobFile().isEmpty()) {
      return Optional.empty();
    }
    JobCheck check = JobCheck.of(storage, checkUp);
    tell(check.finding());
    return check.config();
  }

  private void resources(JobConfig config, JavaSparkContext spark) {
    int shards = config.training().shards();
    int slots = SparkSlots.of(spark.sc());
    String value = Counted.of(shards, "shard") + " on " + Counted.of(slots, "slot");
    tell(
        shards <= slots
            ? Finding.ok("shards", value)
            : Finding.warn(
                "shards",
                value + ": they are trained in turn",
                "give Spark more cores; other training.shards make another network"));
    tell(new MemoryCheck(config, spark.sc()).finding());
  }

  private static Finding unstarted(Exception thrown) {
    String remedy = "mend spark.master and the properties behind it (--set spark.KEY=VALUE)";
    return JobException.in(thrown)
        .map(failure -> Finding.of("spark", failure, remedy))
        .orElseGet(
            () ->
                Finding.unfit(
                    "spark",
                    String.valueOf(thrown.getMessage()).lines().findFirst().orElse(""),
                    remedy));
  }

  private void tell(Finding finding) {
    findings.add(finding);
    listener.accept(finding);
  }

  /** Invalid requests come before faults of the machines. */
  private Outcome outcome() {
    List<Outcome> failures =
        findings.stream().map(Finding::outcome).filter(outcome -> outcome != Outcome.DONE).toList();
    if (failures.isEmpty()) {
      return Outcome.DONE;
    }
    return failures.contains(Outcome.INVALID_REQUEST) ? Outcome.INVALID_REQUEST : Outcome.RESOURCES;
  }
}
