package io.valora.base;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CountedTest {
  @ParameterizedTest
  @CsvSource({"0, 0 shards", "1, 1 shard", "2, 2 shards", "2000, '2,000 shards'"})
  void oneIsSingular(long number, String said) {
    assertThat(Counted.of(number, "shard")).isEqualTo(said);
  }
}
