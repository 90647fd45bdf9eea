package io.valora.doctor;

import io.valora.base.JobException;
import io.valora.storage.Storage;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.deploy.SparkHadoopUtil;

/**
 * Looks at the executor that it runs on, for long enough that as many tasks as there are slots take
 * one each.
 *
 * @param probe what the driver left on storage
 * @param least how long the task takes at least
 */
record ExecutorProbe(RootProbe probe, Duration least)
    implements FlatMapFunction<Iterator<Integer>, ExecutorReport> {
  @Override
  public Iterator<ExecutorReport> call(Iterator<Integer> numbers) throws InterruptedException {
    SparkEnv environment = SparkEnv.get();
    Instant clock = Instant.now();
    String name =
        "executor %s on %s"
            .formatted(
                environment.executorId(), environment.blockManager().blockManagerId().host());
    ExecutorReport report =
        new ExecutorReport(ProcessFacts.ofThis(name), clock, rootProblem(environment));
    Thread.sleep(least.toMillis());
    return List.of(report).iterator();
  }

  private String rootProblem(SparkEnv environment) {
    try {
      probe.requireUsable(new Storage(SparkHadoopUtil.get().newConfiguration(environment.conf())));
      return "";
    } catch (JobException e) {
      return e.getMessage();
    }
  }
}
