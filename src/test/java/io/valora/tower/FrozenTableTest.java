package io.valora.tower;

import static org.assertj.core.api.Assertions.assertThat;

import io.valora.testing.tower.ReferenceTower;
import io.valora.testing.tower.RowExamples;
import io.valora.tower.TableShape.Entries;
import io.valora.tower.TableShape.Learning;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.lang3.SerializationUtils;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Two tables, of which the second is frozen, beside the same tower with both of them learned. */
class FrozenTableTest {
  private static final int FROZEN = 1;

  static Stream<TowerDesign> designs() {
    return Stream.of(Entries.ONE, Entries.BAG)
        .flatMap(
            entries ->
                Stream.of(
                        new UpdateRule.GradientDescent(0.1f),
                        new UpdateRule.Adam(0.01f, 1e-7f),
                        new UpdateRule.Adagrad(0.1f, 0.1f, 1e-7f),
                        new UpdateRule.Nesterov(0.01f, 0.9f))
                    .map(rule -> design(entries, rule, Learning.FROZEN)));
  }

  @ParameterizedTest
  @MethodSource("designs")
  void itsNumbersStayToTheBitWhileAllOthersLearn(TowerDesign design) {
    TowerState start = RowExamples.start(design);
    TowerState end = start.copy();
    try (TowerReplica replica = new TowerReplica(design)) {
      replica.load(start);
      for (int step = 1; step <= 5; step++) {
        replica.train(RowExamples.batch(design, 300, step), step, step);
      }
      TowerUpdate update = replica.end();
      assertThat(update.tables().get(FROZEN).rows()).as("what is sent and averaged").isEmpty();
      assertThat(update.tables().get(FROZEN).values()).isEmpty();
      end.apply(design, SerializationUtils.clone(update));
    }
    assertThat(end.tables()[FROZEN]).containsExactly(start.tables()[FROZEN]);
    assertThat(end.tables()[0]).isNotEqualTo(start.tables()[0]);
    assertThat(end.dense()).isNotEqualTo(start.dense());
  }

  @ParameterizedTest
  @MethodSource("designs")
  void aStepOfTheOthersHasTheBitsOfOneWithoutFrozenTables(TowerDesign design) {
    TableShape frozen = design.tables().get(FROZEN);
    TowerDesign learned = design(frozen.entries(), design.rule(), Learning.LEARNED);
    float[] before = RowExamples.start(design).parameters(design);
    float[] after = RowExamples.afterOneStep(design, RowExamples.batch(design, 300, 1));
    float[] free = RowExamples.afterOneStep(learned, RowExamples.batch(learned, 300, 1));

    int from = design.tables().get(0).rows() * design.tables().get(0).dimension();
    int to = from + frozen.rows() * frozen.dimension();
    System.arraycopy(before, from, free, from, to - from);
    assertThat(after).containsExactly(free);
    assertThat(RowExamples.afterOneStep(learned, RowExamples.batch(learned, 300, 1)))
        .isNotEqualTo(after);
  }

  @ParameterizedTest
  @MethodSource("designs")
  void itHoldsItsNumbersAlone(TowerDesign design) {
    TableShape frozen = design.tables().get(FROZEN);
    float[] parameters = ReferenceTower.gaussian(design.parameters(), 0.5, 5);
    assertThat(design.stride(FROZEN)).isEqualTo(frozen.dimension());
    assertThat(RowExamples.start(design).parameters(design)).containsExactly(parameters);
    assertThat(design.stride(0)).isGreaterThan(design.tables().get(0).dimension());
  }

  private static TowerDesign design(Entries entries, UpdateRule rule, Learning learning) {
    List<TableShape> tables =
        List.of(
            new TableShape(9, 3, Entries.BAG, 0),
            new TableShape(12, 2, entries, TableShape.NEXT, learning));
    TowerShape dense = new TowerShape(6, List.of(4), Activation.TANH, TowerLoss.MSE, 0.2, 0);
    return new TowerDesign(tables, dense, rule, 0.01, 0.02, 0.03);
  }
}
