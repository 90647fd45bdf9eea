package io.valora.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BestItemsTest {

  @Test
  void theBestAreThoseOfSortingEverything() {
    SplittableRandom random = new SplittableRandom(1);
    for (int size = 1; size < 40; size++) {
      float[] scores = new float[random.nextInt(1, 60)];
      BestItems best = new BestItems(size);
      for (int item = 0; item < scores.length; item++) {
        scores[item] = random.nextInt(8);
        best.offer(item, scores[item]);
      }

      assertThat(drained(best)).isEqualTo(sorted(scores, size));
    }
  }

  private static List<Integer> drained(BestItems best) {
    Integer[] items = new Integer[best.size()];
    best.drain(items, new Float[best.size()]);
    return List.of(items);
  }

  private static List<Integer> sorted(float[] scores, int most) {
    Comparator<Integer> highestFirst = Comparator.comparing(item -> -scores[item]);
    return IntStream.range(0, scores.length)
        .boxed()
        .sorted(highestFirst.thenComparing(Comparator.naturalOrder()))
        .limit(most)
        .toList();
  }
}
