package io.valora.training.memory;

import io.valora.base.JobException;
import io.valora.base.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Memory plan of a training: its needs against the limits, checked before it starts.
 *
 * @param needs one for each JVM of {@code memory}
 * @param results bytes that the tasks of a round send to the driver
 */
public record MemoryPlan(SparkMemory memory, List<MemoryNeed> needs, long results) {
  private static final long GIBIBYTE = 1L << 30;

  public MemoryPlan {
    needs = List.copyOf(needs);
  }

  public static MemoryPlan of(EngineMemory engine, TrainingLoad load, SparkMemory memory) {
    int shards = SparkMemory.ceiling(load.shards(), memory.executors());
    long rows = (load.rows() + memory.executors() - 1) / memory.executors();
    MemoryNeed executor = engine.executor(Math.min(memory.tasks(), shards), rows);
    MemoryNeed driver = engine.driver();
    boolean together = memory.jvms().size() == 1;
    MemoryNeed rest = driver.without(MemoryKind.CACHE).without(MemoryKind.LIBRARY);
    return new MemoryPlan(
        memory,
        together ? List.of(executor.plus(rest)) : List.of(executor, driver),
        engine.results());
  }

  /** Plan of as many such trainings at once. */
  MemoryPlan times(int trainings) {
    return new MemoryPlan(
        memory, needs.stream().map(need -> need.times(trainings)).toList(), results);
  }

  /**
   * Refuses what the memory can't hold.
   *
   * @throws JobException with the numbers and the settings that would do
   */
  public void require() {
    List<String> shortages = new ArrayList<>();
    for (int jvm = 0; jvm < needs.size(); jvm++) {
      shortages.addAll(memory.jvms().get(jvm).shortages(needs.get(jvm)));
    }
    if (results > memory.maxResults()) {
      shortages.add(
          ("the results of a round are %,d MiB and spark.driver.maxResultSize is %,d"
                  + " (--conf spark.driver.maxResultSize=%dg)")
              .formatted(
                  MemoryNeed.mebibytes(results),
                  MemoryNeed.mebibytes(memory.maxResults()),
                  results / GIBIBYTE + 1));
    }
    if (!shortages.isEmpty()) {
      throw JobException.cannot(Outcome.RESOURCES, "train", String.join("; ", shortages));
    }
  }

  /** One line for the log. */
  public String summary() {
    return IntStream.range(0, needs.size())
        .mapToObj(jvm -> memory.jvms().get(jvm).summary(needs.get(jvm)))
        .collect(Collectors.joining("; ", "Memory planned: ", ""));
  }
}
