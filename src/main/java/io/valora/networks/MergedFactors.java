package io.valora.networks;

import io.valora.tower.EntryLists;
import java.util.List;

/** Adds what users and items are linked to into their own rows: scoring then needs no links. */
public final class MergedFactors {
  private MergedFactors() {}

  /**
   * The weights of the network without links.
   *
   * @param parameters of {@link FactorsConfig#network} with these links
   */
  public static float[] of(
      FactorsConfig config, Vocabularies vocabularies, List<FactorLink> links, float[] parameters) {
    int side = config.side();
    int[] starts = {0, vocabularies.userRows() * side};
    int pair = (vocabularies.userRows() + vocabularies.itemRows()) * side;
    int own = pair + vocabularies.contextRows();
    float[] merged = new float[own + 1];
    System.arraycopy(parameters, 0, merged, 0, own);
    int table = own;
    for (FactorLink link : links) {
      add(link.entries(), side, parameters, table, merged, starts[link.by()]);
      table += link.rows() * side;
    }
    merged[own] = parameters[parameters.length - 1];
    return merged;
  }

  /**
   * The network whose contexts have a weight of 1 each.
   *
   * @param trained without links, the biases of its contexts behind the factors
   * @param weights of the contexts from index 1 in training
   */
  public static TrainedNetwork withContextsWeighted(TrainedNetwork trained, float[] weights) {
    float[] parameters = trained.parameters().clone();
    int first = parameters.length - 1 - weights.length;
    for (int context = 0; context < weights.length; context++) {
      parameters[first + context] *= weights[context];
    }
    return new TrainedNetwork(trained.configuration(), parameters);
  }

  private static void add(
      EntryLists entries, int side, float[] from, int table, float[] into, int first) {
    for (int id = 0; id + 1 < entries.starts().length; id++) {
      for (int entry = entries.starts()[id]; entry < entries.starts()[id + 1]; entry++) {
        float weight = entries.weights()[entry];
        int row = table + entries.indices()[entry] * side;
        for (int k = 0; k < side; k++) {
          into[first + id * side + k] += weight * from[row + k];
        }
      }
    }
  }
}
