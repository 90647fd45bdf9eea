package io.valora.doctor;

import io.valora.base.JobException;
import io.valora.training.DeviceConfig;
import io.valora.training.memory.SparkSlots;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;

/** Check of the executors: their number, capacity and fitness for a run. */
final class ClusterCheck {
  private static final String SUBJECT = "executors";

  private final JavaSparkContext spark;
  private final ProcessFacts driver;
  private final DeviceConfig.Kind device;

  /**
   * @param device what the job computes on
   */
  ClusterCheck(JavaSparkContext spark, ProcessFacts driver, DeviceConfig.Kind device) {
    this.spark = spark;
    this.driver = driver;
    this.device = device;
  }

  /**
   * @param probe what the driver left on storage
   * @param wait how long to wait for executors
   */
  List<Finding> findings(RootProbe probe, Duration wait) {
    List<Finding> findings = new ArrayList<>();
    try {
      Executors executors = Executors.ask(spark, probe, wait);
      findings.add(answered(executors));
      executors.reports().forEach(report -> findings.addAll(of(report, executors)));
      findings.add(Finding.ok("slots", "%,d".formatted(SparkSlots.of(spark.sc()))));
    } catch (TimeoutException e) {
      findings.add(none(wait));
    } catch (ExecutionException e) {
      findings.add(failed(e.getCause()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return findings;
  }

  private Finding answered(Executors executors) {
    int answered = executors.reports().size();
    String value = "%,d of %,d answered".formatted(answered, executors.registered());
    return answered >= executors.registered()
        ? Finding.ok(SUBJECT, value)
        : Finding.warn(SUBJECT, value, "ask again when no other job keeps the others busy");
  }

  private List<Finding> of(ExecutorReport report, Executors executors) {
    String name = report.facts().name();
    List<Finding> bad =
        Stream.of(
                ProcessChecks.of(report.facts(), driver, device).stream(),
                Stream.of(root(report)),
                Stream.of(
                    ClockCheck.of(name, report.clock(), executors.asked(), executors.answered())))
            .flatMap(found -> found)
            .filter(found -> found.verdict() != Finding.Verdict.OK)
            .toList();
    return bad.isEmpty()
        ? List.of(
            Finding.ok(
                name,
                "Java %s, Spark %s, Valora %s, the storage root and the clock are the driver's%s"
                    .formatted(
                        report.facts().java(),
                        report.facts().spark(),
                        report.facts().code(),
                        devices(report))))
        : bad;
  }

  private static String devices(ExecutorReport report) {
    return report.facts().devices().found().isEmpty()
        ? ""
        : "; " + ProcessChecks.devices(report.facts(), DeviceConfig.Kind.AUTO).value();
  }

  private static Finding root(ExecutorReport report) {
    String subject = "storage root of " + report.facts().name();
    return report.rootProblem().isEmpty()
        ? Finding.ok(subject, "as the driver's")
        : Finding.wrong(subject, report.rootProblem(), RootCheck.REMEDY);
  }

  private Finding none(Duration wait) {
    return Finding.unfit(
        SUBJECT,
        "none has come within %,d s".formatted(wait.toSeconds()),
        "let %s have free workers for --conf spark.executor.memory=%s and spark.executor.cores=%s"
                .formatted(
                    spark.master(),
                    spark.getConf().get("spark.executor.memory", "1g"),
                    spark.getConf().get("spark.executor.cores", "1"))
            + ", ask for less, or wait longer (--wait)");
  }

  private static Finding failed(Throwable thrown) {
    String reason =
        JobException.in(thrown).map(Throwable::getMessage).orElse(String.valueOf(thrown));
    return Finding.unfit(
        SUBJECT,
        reason.lines().findFirst().orElse(""),
        "read the executors' log; a class that is missing or differs is another valora.jar, such as"
            + " one in Spark's jars");
  }
}
