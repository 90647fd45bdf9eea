package io.valora.testing.tower;

import io.valora.tower.Activation;
import io.valora.tower.IndexBatch;
import io.valora.tower.TableShape;
import io.valora.tower.TableShape.Entries;
import io.valora.tower.TableShape.Learning;
import io.valora.tower.TowerDesign;
import io.valora.tower.TowerLoss;
import io.valora.tower.TowerShape;
import io.valora.tower.TowerState;
import io.valora.tower.UpdateRule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Towers of all kinds, and batches whose rows share bags. */
public final class DeviceExamples {
  public static final UpdateRule DESCENT = new UpdateRule.GradientDescent(0.1f);
  public static final UpdateRule ADAGRAD = new UpdateRule.Adagrad(0.05f, 0.1f, 1e-7f);
  public static final UpdateRule ADAM = new UpdateRule.Adam(0.002f, 1e-7f);
  public static final UpdateRule NESTEROV = new UpdateRule.Nesterov(0.02f, 0.9f);

  private static final List<TableShape> PAIR =
      List.of(new TableShape(60, 9), new TableShape(37, 5));

  private DeviceExamples() {}

  /** By what they are. */
  public static Map<String, TowerDesign> all() {
    Map<String, TowerDesign> all = new LinkedHashMap<>();
    all.put(
        "dense layers by Adagrad", tower(PAIR, dense(14, List.of(33, 17), 0, 0), ADAGRAD, 0, 0));
    all.put("no hidden layer", tower(PAIR, dense(14, List.of(), 0, 0), ADAGRAD, 0, 0));
    all.put("wide layers", tower(PAIR, dense(14, List.of(130, 70), 0, 0), ADAM, 0, 0));
    all.put("dropout", tower(PAIR, dense(14, List.of(33, 17), 0.3, 0.1), NESTEROV, 0, 0));
    all.put(
        "dropout alone at the input", tower(PAIR, dense(14, List.of(), 0, 0.25), DESCENT, 0, 0));
    all.put("decay", tower(PAIR, dense(14, List.of(20), 0, 0), ADAM, 0.01, 0));
    all.put("penalties", tower(PAIR, dense(14, List.of(20), 0.2, 0), ADAGRAD, 0, 0.02));
    all.put("decay and penalties", tower(PAIR, dense(14, List.of(20), 0, 0), DESCENT, 0.02, 0.02));
    for (Activation activation : Activation.values()) {
      for (TowerLoss loss : TowerLoss.values()) {
        TowerShape shape = new TowerShape(14, List.of(12, 7), activation, loss, 0.2, 0);
        all.put(activation + " and " + loss, tower(PAIR, shape, ADAGRAD, 0, 0.001));
      }
    }
    RowExamples.designs()
        .forEach(
            (name, design) ->
                all.put(name, tower(design.tables(), design.dense(), ADAGRAD, 0, 0.01)));
    all.put("factors", factors(16, ADAGRAD, Learning.LEARNED));
    all.put("factors by Adam", factors(40, ADAM, Learning.LEARNED));
    all.put("factors with a frozen table", factors(4, NESTEROV, Learning.FROZEN));
    all.put(
        "a frozen bag beside one that learns",
        tower(
            List.of(
                new TableShape(50, 6, Entries.BAG, 0, Learning.FROZEN),
                new TableShape(50, 6, Entries.BAG, 0),
                new TableShape(50, 1, Entries.BAG, TableShape.NEXT)),
            dense(10, List.of(11), 0.1, 0.1),
            ADAM,
            0.01,
            0.01));
    all.put(
        "nothing but a frozen table",
        tower(
            List.of(new TableShape(50, 6, Entries.ONE, 0, Learning.FROZEN)),
            dense(6, List.of(11), 0, 0),
            ADAM,
            0.01,
            0.01));
    return all;
  }

  private static TowerDesign factors(int factors, UpdateRule rule, Learning last) {
    int side = 1 + factors;
    return new TowerDesign(
        List.of(
            new TableShape(60, side, Entries.ONE, 0),
            new TableShape(37, side, Entries.ONE, side),
            new TableShape(37, side, Entries.BAG, 0),
            new TableShape(12, 1, Entries.BAG, side, last)),
        TowerShape.factors(factors, TowerLoss.MSE),
        rule,
        0,
        0.01,
        0);
  }

  private static TowerShape dense(int input, List<Integer> hidden, double dropout, double ofInput) {
    return new TowerShape(input, hidden, Activation.RELU, TowerLoss.MSE, dropout, ofInput);
  }

  private static TowerDesign tower(
      List<TableShape> tables, TowerShape dense, UpdateRule rule, double decay, double penalty) {
    return new TowerDesign(tables, dense, rule, decay, penalty, penalty / 2);
  }

  /** The same with another rule. */
  public static TowerDesign by(UpdateRule rule, TowerDesign design) {
    return new TowerDesign(
        design.tables(),
        design.dense(),
        rule,
        design.embeddingDecay(),
        design.embeddingPenalty(),
        design.densePenalty());
  }

  /** Half of the rows share the bags of the row before them; some bags are empty. */
  public static IndexBatch batch(TowerDesign design, int rows, long seed) {
    Random random = new Random(seed);
    IndexBatch batch = new IndexBatch(design.tables(), design.numbers(), rows);
    for (int row = 0; row < rows; row++) {
      boolean shares = row > 0 && random.nextBoolean();
      for (int table = 0; table < design.tables().size(); table++) {
        int of = design.tables().get(table).rows();
        if (batch.bags(table) == null) {
          batch.indices()[table][row] =
              shares ? batch.indices()[table][row - 1] : (int) (of * random.nextDouble() / 2);
        } else if (shares) {
          batch.bags(table).repeatRow();
        } else {
          for (int entry = random.nextInt(4); entry < 4; entry++) {
            batch.bags(table).add(random.nextInt(of), (float) random.nextGaussian());
          }
          batch.bags(table).endRow();
        }
      }
      batch.labels()[row] = random.nextInt(2);
    }
    for (int i = 0; i < rows * design.numbers(); i++) {
      batch.numbers()[i] = (float) random.nextGaussian();
    }
    batch.holds(rows);
    return batch;
  }

  public static TowerState start(TowerDesign design) {
    return TowerState.starting(design, ReferenceTower.gaussian(design.parameters(), 0.3, 5));
  }
}
