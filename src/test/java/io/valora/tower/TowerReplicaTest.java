package io.valora.tower;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.valora.testing.tower.ReferenceTower;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TowerReplicaTest {
  private static final List<TableShape> TABLES =
      List.of(new TableShape(50, 3), new TableShape(40, 2));
  private static final TowerShape SHAPE =
      new TowerShape(5, List.of(6), Activation.TANH, TowerLoss.MSE, 0, 0);
  private static final UpdateRule DESCENT = new UpdateRule.GradientDescent(0.1f);
  private static final UpdateRule ADAM = new UpdateRule.Adam(0.01f, 1e-7f);

  @Test
  void onlyRowsOfTheDataAreTouchedAndEachIsCounted() {
    for (UpdateRule rule : rules()) {
      try (TowerReplica replica = loaded(design(rule, 0, 0, SHAPE))) {
        replica.train(batch(new int[] {3, 7, 3}, new int[] {9, 9, 9}), 1, 0);
        replica.train(batch(new int[] {1, 3}, new int[] {0, 9}), 2, 0);

        TowerUpdate update = replica.end();

        assertThat(update.rows()).isEqualTo(5);
        assertThat(update.tables().get(0).rows()).containsExactly(3, 7, 1);
        assertThat(update.tables().get(0).touches()).containsExactly(3, 1, 1);
        assertThat(update.tables().get(1).rows()).containsExactly(9, 0);
        assertThat(update.tables().get(1).touches()).containsExactly(4, 1);
      }
    }
  }

  @Test
  void afterARoundTheReplicaIsWhatItWasBeforeIt() {
    TowerShape dropping = new TowerShape(5, List.of(6), Activation.TANH, TowerLoss.MSE, 0.3, 0.2);
    for (UpdateRule rule : rules()) {
      try (TowerReplica replica = loaded(design(rule, 0.01, 0.02, dropping))) {
        TowerUpdate first = round(replica, 0);
        TowerUpdate other = round(replica, 100);

        assertThat(other).usingRecursiveComparison().isNotEqualTo(first);
        assertThat(round(replica, 0)).usingRecursiveComparison().isEqualTo(first);
        round(replica, 100);
        TowerUpdate nothing = replica.end();
        assertThat(nothing.rows()).isZero();
        assertThat(nothing.tables().get(0).rows()).isEmpty();
        assertThat(nothing.dense()).containsExactly(start(design(rule, 0, 0, SHAPE)).dense());
      }
    }
  }

  @Test
  void aRoundThatIsUndoneWasNeverThere() {
    for (UpdateRule rule : rules()) {
      try (TowerReplica replica = loaded(design(rule, 0.01, 0.02, SHAPE))) {
        TowerUpdate first = round(replica, 0);
        replica.train(random(30, 77), 1, 0);
        replica.undo();

        assertThat(round(replica, 0)).usingRecursiveComparison().isEqualTo(first);
      }
    }
  }

  @Test
  void whatARoundMadeIsWhatItsApplicationGoesOnFrom() {
    for (UpdateRule rule : rules()) {
      TowerDesign design = design(rule, 0.01, 0.02, SHAPE);
      try (TowerReplica whole = loaded(design);
          TowerReplica halves = loaded(design)) {
        TowerState state = start(design);
        whole.train(random(30, 1), 1, 1);
        whole.train(random(20, 2), 2, 2);
        state.apply(design, whole.end());

        TowerState inTurn = start(design);
        for (int step = 1; step <= 2; step++) {
          halves.train(random(step == 1 ? 30 : 20, step), step, step);
          TowerUpdate half = halves.end();
          halves.apply(half);
          inTurn.apply(design, half);
        }

        assertThat(inTurn.parameters(design)).containsExactly(state.parameters(design));
        assertThat(inTurn).usingRecursiveComparison().isEqualTo(state);
      }
    }
  }

  /** Its moments would move every row that was ever touched; lazily they wait. */
  @Test
  void lazyAdamLeavesRowsOfOtherBatchesAlone() {
    TowerDesign design = design(ADAM, 0, 0, SHAPE);
    TowerState once = start(design);
    TowerState twice = start(design);
    try (TowerReplica replica = loaded(design)) {
      replica.train(batch(new int[] {3}, new int[] {9}), 1, 0);
      once.apply(design, replica.end());
      replica.train(batch(new int[] {3}, new int[] {9}), 1, 0);
      replica.train(batch(new int[] {4}, new int[] {9}), 2, 0);
      twice.apply(design, replica.end());
    }
    int stride = design.stride(0);
    assertThat(row(twice, 3, stride)).containsExactly(row(once, 3, stride));
    assertThat(row(twice, 4, stride)).isNotEqualTo(row(once, 4, stride));
    assertThat(row(twice, 5, stride)).containsExactly(row(start(design), 5, stride));
  }

  @Test
  void aRowMakesUpForTheDecayOfTheStepsThatItWasNotIn() {
    TowerDesign design = design(DESCENT, 0.5, 0, SHAPE);
    float[] values = start(design).tables()[0];
    float before = values[3 * design.stride(0)];
    EmbeddingTable table = new EmbeddingTable(design, 0, values);
    for (long step : new long[] {2, 7}) {
      table.open(new int[] {3}, 1);
      table.learn(0, new float[3], 0);
      table.update(step, 1);
    }
    assertThat((double) values[3 * design.stride(0)])
        .isCloseTo(before * Math.pow(1 - 0.1 * 0.5, 7), within(1e-7));
  }

  @Test
  void penaltiesPullWeightsToZeroButBiasesNot() {
    TowerDesign plain = design(DESCENT, 0, 0, SHAPE);
    TowerDesign penalized = design(DESCENT, 0.5, 0.25, SHAPE);
    float[] before = start(plain).parameters(plain);
    float[] free = afterOneStep(plain);
    float[] held = afterOneStep(penalized);

    int dense = 50 * 3 + 40 * 2;
    double[] pull = new double[before.length];
    for (int i = 0; i < 3; i++) {
      pull[3 * 3 + i] = 0.1 * 0.5;
      pull[7 * 3 + i] = 0.1 * 0.5;
    }
    Arrays.fill(pull, 150 + 9 * 2, 150 + 10 * 2, 0.1 * 0.5);
    Arrays.fill(pull, dense, dense + 30, 0.1 * 0.25);
    Arrays.fill(pull, dense + 36, dense + 42, 0.1 * 0.25);
    for (int i = 0; i < before.length; i++) {
      assertThat((double) held[i]).isCloseTo(free[i] - pull[i] * before[i], within(1e-6));
    }
  }

  @Test
  void theLossIsThatBeforeTheStep() {
    TowerDesign design = design(DESCENT, 0, 0, SHAPE);
    try (TowerReplica replica = loaded(design)) {
      IndexBatch batch = random(300, 1);
      double first = replica.train(batch, 1, 0);
      double last = first;
      for (int step = 2; step < 100; step++) {
        last = replica.train(batch, step, 0);
      }
      assertThat(last).isLessThan(0.7 * first);
      replica.undo();
      assertThat(replica.train(batch, 1, 0)).isEqualTo(first);
    }
  }

  private static float[] afterOneStep(TowerDesign design) {
    TowerState state = start(design);
    try (TowerReplica replica = loaded(design)) {
      replica.train(batch(new int[] {3, 7, 3}, new int[] {9, 9, 9}), 1, 0);
      state.apply(design, replica.end());
    }
    return state.parameters(design);
  }

  private static TowerUpdate round(TowerReplica replica, long seed) {
    for (int step = 1; step <= 3; step++) {
      replica.train(random(10 * step, seed + step), step, seed + step);
    }
    return replica.end();
  }

  private static List<UpdateRule> rules() {
    return List.of(
        DESCENT,
        ADAM,
        new UpdateRule.Adagrad(0.1f, 0.1f, 1e-7f),
        new UpdateRule.Nesterov(0.01f, 0.9f));
  }

  private static TowerDesign design(
      UpdateRule rule, double embeddingDecay, double densePenalty, TowerShape shape) {
    return new TowerDesign(TABLES, shape, rule, embeddingDecay, densePenalty);
  }

  private static TowerReplica loaded(TowerDesign design) {
    TowerReplica replica = new TowerReplica(design);
    replica.load(start(design));
    return replica;
  }

  private static TowerState start(TowerDesign design) {
    return TowerState.starting(design, ReferenceTower.gaussian(design.parameters(), 0.3, 5));
  }

  private static float[] row(TowerState state, int row, int stride) {
    return Arrays.copyOfRange(state.tables()[0], row * stride, (row + 1) * stride);
  }

  private static IndexBatch random(int rows, long seed) {
    Random random = new Random(seed);
    return batch(random.ints(rows, 0, 50).toArray(), random.ints(rows, 0, 40).toArray());
  }

  /** Labels are a function of the indices. */
  private static IndexBatch batch(int[] left, int[] right) {
    IndexBatch batch = new IndexBatch(2, left.length);
    for (int row = 0; row < left.length; row++) {
      batch.indices()[0][row] = left[row];
      batch.indices()[1][row] = right[row];
      batch.labels()[row] = (left[row] % 5) / 2f + right[row] % 2;
    }
    batch.holds(left.length);
    return batch;
  }
}
