package io.valora.serving.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.valora.model.GoldenRow;
import io.valora.serving.check.CheckRequest.Effort;
import io.valora.testing.cli.FakeModels;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StressTest {
  private static final Effort ROWS = new Effort(1, 0, 0, 1000, 2);

  @Test
  void answersThatKeepTheirBitsPass() {
    Finding finding = stress(5.0, ROWS);
    assertThat(finding.metric()).isEqualTo("memory-growth");
    assertThat(finding.sentence())
        .matches(
            "1,000 rows on 2 threads, [\\d,]+ rows/s, p50 [\\d.]+ ms, p99 [\\d.]+ ms; [\\d.]+ MB of memory after against [\\d.]+ before");
  }

  @Test
  void itEndsInTimeToo() {
    assertThat(stress(5.0, new Effort(1, 0, 1, 0, 1)).sentence()).contains(" rows on 1 threads, ");
  }

  @Test
  void otherBitsFail() {
    Finding finding = stress(5.1, ROWS);
    assertThat(finding.passed()).contains(false);
    assertThat(finding.sentence()).isEqualTo("1,000 of 1,000 rows had other answers than alone");
  }

  @Test
  void percentilesAreUpperEndsOfTheirBins() {
    Latencies latencies = new Latencies();
    assertThat(latencies.percentile(0.5)).isZero();
    for (int i = 1; i <= 1000; i++) {
      latencies.add(i * 1000L);
    }
    latencies.add(Long.MAX_VALUE);
    assertThat(latencies.percentile(0.5)).isBetween(500_000L, 500_000L * 17 / 16);
    assertThat(latencies.percentile(0.99)).isBetween(990_000L, 990_000L * 17 / 16);
    assertThat(latencies.percentile(1)).isEqualTo(Long.MAX_VALUE);
  }

  private static Finding stress(double expected, Effort effort) {
    GoldenRow row = new GoldenRow(Map.of("amount", "0.5"), expected);
    return new Stress(Replies.of(FakeModels.AMOUNTS), List.of(row), effort).finding();
  }
}
