package io.valora.training.memory;

import io.valora.base.JobException;
import io.valora.base.Outcome;
import io.valora.tower.TableShape;
import io.valora.tower.TowerKernel;
import java.util.List;

/** Refuses a network of which some part is longer than a Java array can be. */
public final class ArrayLimits {
  /** Numbers that an array holds on every JVM. */
  static final int LONGEST = Integer.MAX_VALUE - 8;

  private static final List<String> SIDES = List.of("user", "item");

  private ArrayLimits() {}

  /**
   * @throws JobException that names the part, its length and the key to change
   */
  public static void require(NetworkSize network, TrainingLoad load) {
    double weights = dense(network);
    for (int place = 0; place < network.tables().size(); place++) {
      TableShape table = network.tables().get(place);
      boolean pair = network.tables().size() == SIDES.size();
      String name = pair ? "the %s table".formatted(SIDES.get(place)) : "table " + (place + 1);
      String dimension =
          pair
              ? "network.%s-embedding-dimension".formatted(SIDES.get(place))
              : "the network's tables";
      double rowNumbers = network.stride(table);
      require(name + " with its optimizer state", table.rows() * rowNumbers, dimension);
      require(
          "a batch's gradients of " + name,
          (double) load.batch() * table.dimension(),
          "training.batch-size");
      require(
          "what a round may have to undo in " + name,
          2 * rowNumbers * Math.min(load.round(), table.rows()),
          "training.averaging-frequency");
      weights += (double) table.rows() * table.dimension();
    }
    for (long width : network.widths()) {
      require("a tile of a layer", TowerKernel.TILE * (width + 1.0), "network.hidden");
    }
    require(
        "the dense layers with their optimizer state",
        dense(network) * (1 + network.stateWidth()),
        "network.hidden");
    require("the whole network", weights, "network.user-embedding-dimension");
  }

  private static double dense(NetworkSize network) {
    double numbers = 0;
    for (int layer = 0; layer < network.widths().size(); layer++) {
      boolean last = layer + 1 == network.widths().size();
      numbers += (network.widths().get(layer) + 1.0) * (last ? 1 : network.widths().get(layer + 1));
    }
    return numbers;
  }

  private static void require(String name, double numbers, String key) {
    if (numbers > LONGEST) {
      throw JobException.cannot(
          Outcome.RESOURCES,
          "train",
          "%s would be %,.0f numbers, and one array holds %,d (lower %s)"
              .formatted(name, numbers, LONGEST, key));
    }
  }
}
