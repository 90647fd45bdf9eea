package io.valora.training.shards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShuffledOrderTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 16, 17, 1000, 65_537})
  void everyNumberStandsSomewhereOnce(int size) {
    assertThat(order(1, size).sorted().toArray()).isEqualTo(IntStream.range(0, size).toArray());
  }

  @Test
  void seedsGiveOrdersOfTheirOwn() {
    assertThat(numbers(1, 1000)).isEqualTo(numbers(1, 1000)).isNotEqualTo(numbers(2, 1000));
  }

  /** Over 20,000 seeds each of 10 numbers stands in front 2,000 times; 6 deviations are 255. */
  @Test
  void everyNumberStandsInFrontEquallyOften() {
    int[] counts = new int[10];
    for (int seed = 0; seed < 20_000; seed++) {
      counts[new ShuffledOrder(seed, 10).at(0)]++;
    }
    assertThat(counts)
        .satisfies(
            all -> {
              for (int count : all) {
                assertThat(count).isCloseTo(2000, within(255));
              }
            });
  }

  @Test
  void neighborsAreParted() {
    int[] numbers = numbers(3, 10_000);
    long neighbors =
        IntStream.range(1, numbers.length)
            .filter(place -> Math.abs(numbers[place] - numbers[place - 1]) == 1)
            .count();

    assertThat(neighbors).as("2 are expected").isLessThan(12);
  }

  private static int[] numbers(long seed, int size) {
    return order(seed, size).toArray();
  }

  private static IntStream order(long seed, int size) {
    ShuffledOrder order = new ShuffledOrder(seed, size);
    return IntStream.range(0, size).map(order::at);
  }
}
