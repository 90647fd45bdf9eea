package io.valora.doctor;

import io.valora.training.memory.SparkSlots;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * Reports of the executors of an application.
 *
 * @param reports one of each executor that answered, by name
 * @param registered executors that there are
 * @param asked when the question was sent, by the driver's clock
 * @param answered when all answers were there
 */
record Executors(List<ExecutorReport> reports, int registered, Instant asked, Instant answered) {
  private static final Duration SETTLING = Duration.ofSeconds(1);

  /** Of a task, so that those of several executors run at the same time. */
  private static final Duration LEAST = Duration.ofMillis(300);

  /**
   * Asks until no more executors come, or the time is over. The first answers take long, for native
   * libraries are loaded; those that count are the last. The one executor of a local master is
   * there from the start.
   *
   * @param wait how long to wait for an answer, and for executors that were asked for
   * @throws TimeoutException when there is no executor to answer
   * @throws ExecutionException when the task that asks fails
   */
  static Executors ask(JavaSparkContext spark, RootProbe probe, Duration wait)
      throws TimeoutException, ExecutionException, InterruptedException {
    Instant end = Instant.now().plus(wait);
    int wanted = spark.getConf().getInt("spark.executor.instances", 1);
    answers(spark, probe, wait);
    if (!spark.isLocal()) {
      int before;
      do {
        before = registered(spark);
        Thread.sleep(SETTLING.toMillis());
      } while (Instant.now().isBefore(end) && (registered(spark) != before || before < wanted));
      answers(spark, probe, wait);
    }
    Instant asked = Instant.now();
    List<ExecutorReport> reports = answers(spark, probe, wait);
    return new Executors(reports, registered(spark), asked, Instant.now());
  }

  private static List<ExecutorReport> answers(
      JavaSparkContext spark, RootProbe probe, Duration wait)
      throws TimeoutException, ExecutionException, InterruptedException {
    int slots = SparkSlots.of(spark.sc());
    Duration least = spark.isLocal() ? Duration.ZERO : LEAST;
    JavaFutureAction<List<ExecutorReport>> future =
        spark
            .parallelize(IntStream.range(0, slots).boxed().toList(), slots)
            .mapPartitions(new ExecutorProbe(probe, least))
            .collectAsync();
    try {
      Map<String, ExecutorReport> byName =
          future.get(wait.toMillis(), TimeUnit.MILLISECONDS).stream()
              .collect(
                  Collectors.toMap(
                      report -> report.facts().name(), report -> report, (one, other) -> one));
      return byName.values().stream()
          .sorted(Comparator.comparing(report -> report.facts().name()))
          .toList();
    } finally {
      future.cancel(true);
    }
  }

  /** Without the driver, except where it is the executor too. */
  private static int registered(JavaSparkContext spark) {
    int all = spark.sc().getExecutorMemoryStatus().size();
    return spark.isLocal() ? all : all - 1;
  }
}
