package io.valora.training;

import io.valora.networks.TrainableTower;
import io.valora.networks.TrainedNetwork;
import io.valora.tower.TableShape;
import io.valora.tower.TowerDesign;
import java.util.List;

/**
 * Network that starts with the weights of an earlier one of the same shape, whose tables may have
 * other rows. Rows that the earlier one doesn't have start as they would without.
 *
 * @param earlier design of the earlier network
 * @param weights of the earlier network
 * @param rows of each table, for each row the earlier one, or {@link #NEW}
 */
public record WarmNetwork(
    TrainableTower network, TowerDesign earlier, TrainedNetwork weights, List<int[]> rows)
    implements TrainableTower {
  /** Row that the earlier network doesn't have. */
  public static final int NEW = -1;

  public WarmNetwork {
    rows = List.copyOf(rows);
    if (weights.parameters().length != earlier.parameters()) {
      throw new IllegalArgumentException(
          "%d weights instead of %d".formatted(weights.parameters().length, earlier.parameters()));
    }
  }

  @Override
  public TowerDesign design() {
    return network.design();
  }

  @Override
  public float[] startingParameters(long seed, double meanLabel) {
    float[] start = network.startingParameters(seed, meanLabel);
    float[] from = weights.parameters();
    int at = 0;
    int first = 0;
    for (int table = 0; table < rows.size(); table++) {
      TableShape shape = design().tables().get(table);
      int numbers = shape.dimension();
      for (int row : rows.get(table)) {
        if (row != NEW) {
          System.arraycopy(from, first + row * numbers, start, at, numbers);
        }
        at += numbers;
      }
      first += earlier.tables().get(table).rows() * numbers;
    }
    System.arraycopy(from, first, start, at, start.length - at);
    return start;
  }

  @Override
  public boolean startsTrained() {
    return true;
  }

  @Override
  public TrainedNetwork trained(float[] parameters) {
    return network.trained(parameters);
  }

  /** The text by which checkpoints know the network. */
  @Override
  public String toString() {
    return "WarmNetwork[network=%s, weights=%s]".formatted(network, weights.parameterHash());
  }
}
