package io.valora.tower.device;

import io.valora.tower.TableShape;
import io.valora.tower.TowerDesign;
import io.valora.tower.TowerShape;
import io.valora.tower.UpdateRule;
import java.util.List;
import java.util.stream.IntStream;

/** A design as the native library reads it. */
final class DeviceDesign {
  private DeviceDesign() {}

  static int[] structure(TowerDesign design, Precision precision) {
    IntStream.Builder numbers = IntStream.builder();
    List<TableShape> tables = design.tables();
    int[] columns = TableShape.columns(tables);
    numbers.add(tables.size());
    for (int table = 0; table < columns.length; table++) {
      TableShape shape = tables.get(table);
      numbers.add(shape.rows()).add(shape.dimension()).add(design.stride(table));
      numbers.add(columns[table]).add(flag(shape.isBag())).add(flag(shape.learns()));
    }
    TowerShape dense = design.dense();
    numbers.add(flag(dense.head() == TowerShape.Head.FACTORS));
    numbers.add(dense.input()).add(design.numbers());
    numbers.add(dense.activation().ordinal()).add(dense.loss().ordinal());
    numbers.add(rule(design.rule())).add(flag(precision == Precision.TF32));
    numbers.add(dense.hidden().size());
    dense.hidden().forEach(numbers::add);
    return numbers.build().toArray();
  }

  static double[] settings(TowerDesign design) {
    UpdateRule rule = design.rule();
    return new double[] {
      design.dense().dropout(),
      design.dense().inputDropout(),
      rule.rate(),
      other(rule),
      design.embeddingDecay() * rule.rate(),
      design.embeddingPenalty(),
      design.densePenalty()
    };
  }

  private static int rule(UpdateRule rule) {
    if (rule instanceof UpdateRule.GradientDescent) {
      return 0;
    }
    if (rule instanceof UpdateRule.Adagrad) {
      return 1;
    }
    return rule instanceof UpdateRule.Adam ? 2 : 3;
  }

  private static double other(UpdateRule rule) {
    if (rule instanceof UpdateRule.Adagrad adagrad) {
      return adagrad.epsilon();
    }
    if (rule instanceof UpdateRule.Adam adam) {
      return adam.epsilon();
    }
    return rule instanceof UpdateRule.Nesterov nesterov ? nesterov.momentum() : 0;
  }

  private static int flag(boolean is) {
    return is ? 1 : 0;
  }
}
