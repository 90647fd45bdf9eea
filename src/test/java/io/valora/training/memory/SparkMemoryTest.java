package io.valora.training.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.valora.testing.LocalSpark;
import org.junit.jupiter.api.Test;

class SparkMemoryTest {
  @Test
  void inLocalModeOneJvmHasItAll() {
    SparkMemory memory = SparkMemory.of(LocalSpark.session().sparkContext());

    assertThat(memory.jvms()).hasSize(1);
    assertThat(memory.jvms().get(0).role()).isEqualTo(JvmRole.LOCAL);
    assertThat(memory.jvms().get(0).heap()).isEqualTo(Runtime.getRuntime().maxMemory());
    assertThat(memory.executors()).isEqualTo(1);
    assertThat(memory.tasks()).isEqualTo(2);
    assertThat(memory.maxResults()).isEqualTo(1L << 30);
  }

  @Test
  void theLimitOfNativeMemoryIsReadFromTheOptions() {
    String limit = "-Xss4m -Dorg.bytedeco.javacpp.maxbytes=";

    assertThat(SparkMemory.nativeLimit(limit + "3g -Dx=y")).hasValue(3L << 30);
    assertThat(SparkMemory.nativeLimit(limit + "512M")).hasValue(512L << 20);
    assertThat(SparkMemory.nativeLimit(limit + "4096")).hasValue(4096);
    assertThat(SparkMemory.nativeLimit(limit + "0")).hasValue(Long.MAX_VALUE);
    assertThat(SparkMemory.nativeLimit("-Xss4m")).isEmpty();
  }
}
