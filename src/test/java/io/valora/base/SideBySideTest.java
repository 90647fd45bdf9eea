package io.valora.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.valora.base.SideBySide.Part;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SideBySideTest {
  @Test
  void worksRunAtOnce() {
    CountDownLatch both = new CountDownLatch(2);
    try (SideBySide works = new SideBySide()) {
      Part<Boolean> first = works.start(() -> meet(both));
      Part<Boolean> second = works.start(() -> meet(both));
      assertThat(first.get()).isTrue();
      assertThat(second.get()).isTrue();
    }
  }

  @Test
  void resultsKeepTheirOrder() {
    try (SideBySide works = new SideBySide()) {
      Map<String, Part<Integer>> parts = new LinkedHashMap<>();
      CountDownLatch last = new CountDownLatch(1);
      parts.put("slow", works.start(() -> last.await(10, TimeUnit.SECONDS) ? 1 : 0));
      parts.put(
          "quick",
          works.start(
              () -> {
                last.countDown();
                return 2;
              }));
      assertThat(SideBySide.results(parts))
          .containsExactly(Map.entry("slow", 1), Map.entry("quick", 2));
    }
  }

  @Test
  void aFailureIsThrownAsItWas() {
    IOException failure = new IOException("disk");
    try (SideBySide works = new SideBySide()) {
      Part<Integer> part =
          works.start(
              () -> {
                throw failure;
              });
      assertThatThrownBy(part::get).isSameAs(failure);
    }
  }

  @Test
  void closingWaitsForWhatRunsAndDropsTheRest() throws Exception {
    AtomicInteger ended = new AtomicInteger();
    CountDownLatch begun = new CountDownLatch(4);
    try (SideBySide works = new SideBySide()) {
      for (int i = 0; i < 20; i++) {
        works.start(
            () -> {
              begun.countDown();
              Thread.sleep(200);
              return ended.incrementAndGet();
            });
      }
      begun.await();
    }
    assertThat(ended).hasValue(4);
  }

  private static boolean meet(CountDownLatch both) throws InterruptedException {
    both.countDown();
    return both.await(10, TimeUnit.SECONDS);
  }
}
