package io.valora.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class KeyedHashTest {
  @Test
  void firstOutputOfTheMixerIsTheOneOfTheLiterature() {
    // SplitMix64 seeded with 0 begins with this number.
    assertThat(KeyedHash.hash(0)).isEqualTo(0xE220A8397B1DCDAFL);
  }

  @Test
  void uniformNumbersFillTheUnitIntervalEvenly() {
    double mean =
        LongStream.range(0, 100_000)
            .mapToDouble(key -> KeyedHash.uniform(42, key))
            .average()
            .orElseThrow();
    assertThat(mean).isCloseTo(0.5, within(0.005));
  }

  @Test
  void orderOfThePartsMatters() {
    assertThat(KeyedHash.hash(1, 2, 3)).isNotEqualTo(KeyedHash.hash(1, 3, 2));
    assertThat(KeyedHash.hash(1, 2, 3)).isNotEqualTo(KeyedHash.hash(2, 2, 3));
  }
}
