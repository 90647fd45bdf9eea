package io.valora.testing.tower;

import io.valora.tower.Activation;
import io.valora.tower.IndexBatch;
import io.valora.tower.TableShape;
import io.valora.tower.TableShape.Entries;
import io.valora.tower.TowerDesign;
import io.valora.tower.TowerLoss;
import io.valora.tower.TowerReplica;
import io.valora.tower.TowerShape;
import io.valora.tower.TowerState;
import io.valora.tower.UpdateRule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Towers with bags, summed tables and numbers, and rows for them. */
public final class RowExamples {
  private static final UpdateRule DESCENT = new UpdateRule.GradientDescent(1f);

  private RowExamples() {}

  /** By what they are; their rule is gradient descent with a rate of 1. */
  public static Map<String, TowerDesign> designs() {
    Map<String, TowerDesign> designs = new LinkedHashMap<>();
    designs.put("numbers alone", design(List.of(), dense(3, TowerLoss.MSE)));
    designs.put(
        "an index and numbers", design(List.of(new TableShape(9, 3)), dense(5, TowerLoss.MSE)));
    designs.put(
        "an index, a bag and numbers",
        design(
            List.of(new TableShape(9, 3), new TableShape(12, 2, Entries.BAG, TableShape.NEXT)),
            dense(7, TowerLoss.CROSS_ENTROPY)));
    designs.put(
        "an index summed with a bag",
        design(
            List.of(new TableShape(9, 3, Entries.ONE, 0), new TableShape(12, 3, Entries.BAG, 0)),
            dense(3, TowerLoss.MSE)));
    designs.put(
        "two indices summed, and columns that no table fills",
        design(
            List.of(
                new TableShape(9, 2, Entries.ONE, 0),
                new TableShape(9, 2, Entries.ONE, 0),
                new TableShape(9, 2, Entries.ONE, 4)),
            dense(6, TowerLoss.MSE)));
    designs.put("factors with bags on either side", factors(2));
    designs.put("no factors", factors(0));
    designs.put(
        "a weight per term",
        design(
            List.of(new TableShape(12, 1, Entries.BAG, 0)),
            TowerShape.factors(0, TowerLoss.CROSS_ENTROPY)));
    return designs;
  }

  private static TowerDesign factors(int factors) {
    int side = 1 + factors;
    return design(
        List.of(
            new TableShape(9, side, Entries.ONE, 0),
            new TableShape(11, side, Entries.ONE, side),
            new TableShape(11, side, Entries.BAG, 0),
            new TableShape(4, side, Entries.BAG, side)),
        TowerShape.factors(factors, TowerLoss.MSE));
  }

  public static TowerDesign design(List<TableShape> tables, TowerShape dense) {
    return new TowerDesign(tables, dense, DESCENT, 0, 0);
  }

  private static TowerShape dense(int input, TowerLoss loss) {
    return new TowerShape(input, List.of(4), Activation.TANH, loss, 0, 0);
  }

  /** Bags have up to 4 entries, some of them twice, and every third row has none. */
  public static IndexBatch batch(TowerDesign design, int rows, long seed) {
    Random random = new Random(seed);
    IndexBatch batch = new IndexBatch(design.tables(), design.numbers(), rows);
    fill(batch, design, rows, random);
    return batch;
  }

  private static void fill(IndexBatch batch, TowerDesign design, int rows, Random random) {
    for (int row = 0; row < rows; row++) {
      for (int table = 0; table < design.tables().size(); table++) {
        int tableRows = design.tables().get(table).rows();
        if (batch.bags(table) == null) {
          batch.indices()[table][row] = random.nextInt(tableRows);
          continue;
        }
        for (int entry = row % 3 == 2 ? 4 : random.nextInt(4); entry < 4; entry++) {
          batch.bags(table).add(random.nextInt(tableRows), (float) random.nextGaussian());
        }
        batch.bags(table).endRow();
      }
      batch.labels()[row] = random.nextInt(2);
    }
    for (int i = 0; i < rows * design.numbers(); i++) {
      batch.numbers()[i] = (float) random.nextGaussian();
    }
    batch.holds(rows);
  }

  public static TowerState start(TowerDesign design) {
    return TowerState.starting(design, ReferenceTower.gaussian(design.parameters(), 0.5, 5));
  }

  /** All parameters after one batch. */
  public static float[] afterOneStep(TowerDesign design, IndexBatch batch) {
    TowerState state = start(design);
    try (TowerReplica replica = new TowerReplica(design)) {
      replica.load(state);
      replica.train(batch, 1, 0);
      state.apply(design, replica.end());
    }
    return state.parameters(design);
  }
}
