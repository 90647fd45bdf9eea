package io.valora.training.shards;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RunOrderTest {
  @ParameterizedTest
  @CsvSource({"1000, 8", "1003, 8", "5, 8", "8, 8", "1, 3", "0, 4", "999, 1"})
  void everyRowComesOnceInWhateverPieces(int rows, int run) {
    int[] whole = order(7, rows, run, Math.max(1, rows));

    assertThat(Arrays.stream(whole).sorted().toArray())
        .containsExactly(IntStream.range(0, rows).toArray());
    assertThat(order(7, rows, run, 3)).containsExactly(whole);
    assertThat(order(7, rows, run, 64)).containsExactly(whole);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 8, 32})
  void neighborsStayTogetherAndRunsDoNot(int run) {
    int rows = 100 * run;
    int[] order = order(3, rows, run, rows);
    int parted = 0;
    for (int place = 1; place < rows; place++) {
      boolean next = order[place] == (order[place - 1] + 1) % rows;
      if (place % run != 0) {
        assertThat(next).isTrue();
      } else if (!next) {
        parted++;
      }
    }

    assertThat(parted).isGreaterThan(90);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void runsOfOneAreTheShuffledOrder(long seed) {
    ShuffledOrder order = new ShuffledOrder(seed, 500);

    assertThat(order(seed, 500, 1, 37))
        .containsExactly(IntStream.range(0, 500).map(order::at).toArray());
  }

  /** Over 200 seeds each row of 10 is expected 20 times to begin a run that starts the order. */
  @ParameterizedTest
  @ValueSource(ints = {10})
  void runsBeginAnywhere(int rows) {
    int[] counts = new int[rows];
    for (int seed = 0; seed < 200; seed++) {
      counts[order(seed, rows, 5, rows)[0]]++;
    }

    assertThat(counts).doesNotContain(0);
  }

  private static int[] order(long seed, int rows, int run, int piece) {
    RunOrder order = new RunOrder(seed, rows, run);
    int[] all = new int[rows];
    int[] some = new int[piece];
    for (int from = 0; from < rows; from += piece) {
      int count = Math.min(piece, rows - from);
      order.write(from, count, some);
      System.arraycopy(some, 0, all, from, count);
    }
    return all;
  }
}
