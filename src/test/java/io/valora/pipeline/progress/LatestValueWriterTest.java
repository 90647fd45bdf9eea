package io.valora.pipeline.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class LatestValueWriterTest {
  private static final Duration NEVER = Duration.ofHours(1);

  private final List<Integer> taken = Collections.synchronizedList(new ArrayList<>());

  @Test
  void onlyTheNewestOfManyIsTaken() throws InterruptedException {
    CountDownLatch last = new CountDownLatch(1);
    try (LatestValueWriter<Integer> newest =
        new LatestValueWriter<>(
            value -> {
              taken.add(value);
              if (value == 9_999) {
                last.countDown();
              }
            },
            Duration.ofMillis(50))) {
      for (int value = 0; value < 10_000; value++) {
        newest.soon(value);
      }
      assertThat(last.await(20, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(taken).hasSizeLessThan(100).endsWith(9_999);
  }

  @Test
  void whatMustBeSeenIsTakenAtOnceAndNothingOlderAfterIt() {
    try (LatestValueWriter<Integer> newest = new LatestValueWriter<>(taken::add, NEVER)) {
      newest.soon(1);
      newest.now(2);
    }
    assertThat(taken).containsExactly(2);
  }

  @Test
  void slowTakerHoldsNobodyUp() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    LatestValueWriter<Integer> newest =
        new LatestValueWriter<>(
            value -> {
              begun.countDown();
              try {
                end.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              taken.add(value);
            },
            Duration.ofMillis(1));
    newest.soon(1);
    assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
    long start = System.nanoTime();
    for (int value = 2; value <= 1_000; value++) {
      newest.soon(value);
    }
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    assertThat(taken).isEmpty();
    end.countDown();
    newest.close();
    assertThat(taken).startsWith(1);
  }
}
