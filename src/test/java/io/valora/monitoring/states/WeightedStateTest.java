package io.valora.monitoring.states;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.valora.monitoring.drift.Losses;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class WeightedStateTest {
  @Test
  void equalWeightsAreAPlainMean() {
    WeightedState state = new WeightedState();
    for (double error : List.of(1.0, 2.0, -3.0)) {
      state.add(error, 40);
    }
    Losses losses = state.losses();
    assertThat(losses.rows()).isEqualTo(3);
    assertThat(losses.mean()).isEqualTo(14 / 3.0);
    double spread = 1 + 16 + 81 - 14 * 14 / 3.0;
    assertThat(losses.error()).isCloseTo(Math.sqrt(spread / 2 / 3), within(1e-12));
  }

  @Test
  void whatHasNoFiniteLossIsLeftOut() {
    WeightedState state = new WeightedState();
    state.add(Double.NaN, 2);
    state.add(1e100, 2);
    state.add(1, Double.POSITIVE_INFINITY);
    state.add(1, Double.NaN);
    state.add(1, 0);
    assertThat(state.losses().rows()).isZero();
    assertThat(state.losses().mean()).isNaN();
    state.add(2, 3);
    assertThat(state.losses().mean()).isEqualTo(4);
    assertThat(state.losses().variance()).isNaN();
  }

  @Test
  void anyPartsInAnyOrderGiveTheSameBits() {
    SplittableRandom random = new SplittableRandom(1);
    List<double[]> rows = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      rows.add(new double[] {random.nextDouble() - 0.3, 1 / random.nextDouble()});
    }
    Losses whole = of(rows, 1);
    assertThat(of(rows.stream().sorted((a, b) -> Double.compare(a[0], b[0])).toList(), 5))
        .isEqualTo(whole);
  }

  private static Losses of(List<double[]> rows, int parts) {
    List<WeightedState> states = new ArrayList<>();
    for (int part = 0; part < parts; part++) {
      states.add(new WeightedState());
    }
    for (int i = 0; i < rows.size(); i++) {
      states.get(i % parts).add(rows.get(i)[0], rows.get(i)[1]);
    }
    WeightedState all = states.get(parts - 1);
    states.subList(0, parts - 1).forEach(all::merge);
    return all.losses();
  }

  /**
   * A world where the model errs little on the items it chooses and much on all others, and where
   * users with long lists of candidates err otherwise than those with short ones: only the weighted
   * mean is that of all pairs.
   */
  @Test
  void weighingUndoesTheChoice() {
    SplittableRandom random = new SplittableRandom(7);
    WeightedState state = new WeightedState();
    double plain = 0;
    int drawn = 0;
    double truth = 0;
    int covered = 0;
    int worlds = 200;
    for (int world = 0; world < worlds; world++) {
      WeightedState here = new WeightedState();
      truth = (40 * 4.0 + 900 * 1.0) / 940;
      for (int i = 0; i < 3000; i++) {
        boolean few = i % 2 == 0;
        double weight = few ? 40 : 900;
        if (random.nextDouble() < 0.1) {
          // Errors ± 2 or ± 1 in the mean square.
          double error = (few ? 2 : 1) * (random.nextBoolean() ? Math.sqrt(0.5) : Math.sqrt(1.5));
          here.add(error, weight);
          state.add(error, weight);
          plain += error * error;
          drawn++;
        }
      }
      Losses losses = here.losses();
      covered += Math.abs(losses.mean() - truth) < 1.96 * losses.error() ? 1 : 0;
    }
    assertThat(state.losses().mean()).isCloseTo(truth, within(0.01));
    assertThat(plain / drawn).isGreaterThan(2.4);
    // 95 % of 200, within four standard deviations.
    assertThat(covered).isBetween(177, 200);
  }
}
