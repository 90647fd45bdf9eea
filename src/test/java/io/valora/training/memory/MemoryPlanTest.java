package io.valora.training.memory;

import static io.valora.testing.training.MemoryExamples.GIBIBYTE;
import static io.valora.testing.training.MemoryExamples.MEBIBYTE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.valora.base.JobException;
import io.valora.base.Outcome;
import io.valora.testing.training.MemoryExamples;
import io.valora.training.EngineKind;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class MemoryPlanTest {
  private static final NetworkSize SIZE = MemoryExamples.quarterGibibyte();
  private static final TrainingLoad LOAD = MemoryExamples.load();
  private static final ValoraMemory ENGINE = new ValoraMemory(SIZE, LOAD);
  private static final OptionalLong NONE = OptionalLong.empty();

  @Test
  void aReplicaIsItsStateAndItsRowSets() {
    long dense = 4 * 65;

    assertThat(SIZE.state()).isEqualTo(512 * MEBIBYTE / 2 + 2 * dense);
    assertThat(ENGINE.replica())
        .as("tables, 8 bytes for each of 2^20 rows, and the dense part with gradients")
        .isEqualTo(256 * MEBIBYTE + 8 * MEBIBYTE + 5 * dense);
  }

  @Test
  void anUpdateIsTheRowsThatARoundTouches() {
    assertThat(ENGINE.update())
        .as("2^14 rows of 64 numbers of either table, an index and a count each")
        .isEqualTo(8 * MEBIBYTE + MEBIBYTE / 4 + 8 * 65);
    assertThat(ENGINE.results()).as("one from each shard").isEqualTo(2 * ENGINE.update());
    TrainingLoad many = new TrainingLoad(20, 2_000_000, 100_000, 2048, 1 << 14, 20);
    assertThat(new ValoraMemory(SIZE, many).results())
        .as("means of 8 shards each reach the driver")
        .isGreaterThan(8 * ENGINE.update());
  }

  @Test
  void replicasAreNoMoreThanTasksOrShards() {
    MemoryNeed one = plan(local(8 * GIBIBYTE, 1)).needs().get(0);
    MemoryNeed two = plan(local(8 * GIBIBYTE, 2)).needs().get(0);
    MemoryNeed eight = plan(local(8 * GIBIBYTE, 8)).needs().get(0);

    assertThat(two.bytes(MemoryKind.HEAP) - one.bytes(MemoryKind.HEAP))
        .isGreaterThan(ENGINE.replica());
    assertThat(eight).isEqualTo(two);
    assertThat(two.text(MemoryKind.HEAP)).startsWith("2 replicas 529, their undo logs 32, ");
  }

  @Test
  void whatFitsIsNotRefused() {
    MemoryPlan plan = plan(local(8 * GIBIBYTE, 2));

    assertThatCode(plan::require).doesNotThrowAnyException();
    assertThat(plan.summary())
        .startsWith("Memory planned: the JVM of local mode ")
        .contains(" of 8,192 MiB of heap (2 replicas 529, ");
  }

  @Test
  void whatTheHeapCannotHoldIsRefusedWithTheSettingThatCan() {
    MemoryPlan plan = plan(local(2 * GIBIBYTE, 2));

    assertThatThrownBy(plan::require)
        .isInstanceOf(JobException.class)
        .hasMessageMatching(
            "Cannot train: the JVM of local mode needs \\d,\\d{3} MiB of heap \\(2 replicas 529,"
                + " their undo logs 32, their updates 50, .*, a margin of 10 %, Spark's reserve 300"
                + " and cache [\\d,]+\\) and has 2,048"
                + " \\(--conf spark.driver.memory=4g, or VALORA_MEMORY=4g for scripts/valora\\)")
        .extracting(thrown -> ((JobException) thrown).outcome())
        .isEqualTo(Outcome.RESOURCES);
    assertThatCode(plan(local(JvmMemory.usable(4 * GIBIBYTE), 2))::require)
        .as("the setting that the message names")
        .doesNotThrowAnyException();
    assertThatThrownBy(plan(local(JvmMemory.usable(3 * GIBIBYTE), 2))::require)
        .as("and no less")
        .hasMessageContaining("VALORA_MEMORY=4g");
  }

  @Test
  void onAClusterEachKindOfJvmAnswersForItself() {
    JvmMemory executor =
        new JvmMemory(
            JvmRole.EXECUTOR, GIBIBYTE, 0.6, OptionalLong.of(MEBIBYTE), OptionalLong.of(MEBIBYTE));
    JvmMemory driver = new JvmMemory(JvmRole.DRIVER, GIBIBYTE / 2, 0.6, NONE, NONE);
    SparkMemory cluster = new SparkMemory(List.of(executor, driver), 2, 4, MEBIBYTE);

    assertThatThrownBy(plan(cluster)::require)
        .hasMessageContaining("each executor needs ")
        .hasMessageContaining("(1 replica 265, ")
        .hasMessageContaining("--conf spark.executor.memory=2g")
        .hasMessageContaining("and JavaCPP may take 1 (--conf spark.executor.extraJavaOptions=")
        .hasMessageContaining(" of overhead (kernels 1, scorers 129, libraries 224) and has 1")
        .hasMessageContaining("(--conf spark.executor.memoryOverhead=353m)")
        .hasMessageContaining("the driver needs ")
        .hasMessageContaining("--conf spark.driver.memory=3g")
        .hasMessageContaining("the results of a round are 17 MiB and")
        .hasMessageEndingWith("is 1 (--conf spark.driver.maxResultSize=1g)");
  }

  @Test
  void theStockEngineTakesNativeMemory() {
    MemoryNeed stock = new StockMemory(SIZE, LOAD).executor(2, LOAD.rows());

    assertThat(stock.bytes(MemoryKind.NATIVE))
        .as("two workers of weights, gradients and state, twice, and what was sent")
        .isGreaterThan(2 * (2 * SIZE.state() + SIZE.weights()) + SIZE.state());
    assertThat(EngineMemory.of(EngineKind.STOCK, SIZE, LOAD)).isInstanceOf(StockMemory.class);
    assertThat(EngineMemory.of(EngineKind.VALORA, SIZE, LOAD)).isEqualTo(ENGINE);
  }

  private static MemoryPlan plan(SparkMemory memory) {
    return MemoryPlan.of(ENGINE, LOAD, memory);
  }

  private static SparkMemory local(long heap, int tasks) {
    return new SparkMemory(
        List.of(new JvmMemory(JvmRole.LOCAL, heap, 0.6, NONE, NONE)), 1, tasks, GIBIBYTE);
  }
}
