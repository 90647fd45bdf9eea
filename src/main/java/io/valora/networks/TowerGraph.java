package io.valora.networks;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.graph.MergeVertex;

/** DL4J graph around one {@link TowerLayer}: names of its vertices, and how it is recognized. */
final class TowerGraph {
  /** Names of the two inputs of a pair, each of shape [batch, 1] holding indices. */
  static final String USER = "user";

  static final String ITEM = "item";

  /** Vertex that merges the inputs of a pair. */
  static final String INDICES = "indices";

  /** Name of the one input of any other row. */
  static final String ROWS = "rows";

  /** The tower, and the output. */
  static final String STARS = "stars";

  private static final List<String> PAIR = List.of(USER, ITEM);

  private static final AtomicReference<Parsed> LAST = new AtomicReference<>();

  private TowerGraph() {}

  private record Parsed(String configuration, Optional<TowerLayer> tower) {}

  /**
   * The tower of a graph's JSON. The last one is kept, since every measurement of a training asks
   * for the same; nobody changes its layer.
   */
  static Optional<TowerLayer> towerOf(String configuration) {
    Parsed last = LAST.get();
    if (last == null || !last.configuration.equals(configuration)) {
      last =
          new Parsed(configuration, towerOf(ComputationGraphConfiguration.fromJson(configuration)));
      LAST.set(last);
    }
    return last.tower;
  }

  /** The tower of a graph that has one by these names; of other graphs nothing. */
  static Optional<TowerLayer> towerOf(ComputationGraphConfiguration graph) {
    boolean merged =
        graph.getVertices().get(INDICES) instanceof MergeVertex
            && PAIR.equals(graph.getVertexInputs().get(INDICES));
    boolean rows = List.of(ROWS).equals(graph.getNetworkInputs());
    return (merged || rows)
            && List.of(STARS).equals(graph.getNetworkOutputs())
            && graph.getVertices().get(STARS) instanceof LayerVertex vertex
            && vertex.getLayerConf().getLayer() instanceof TowerLayer layer
        ? Optional.of(layer)
        : Optional.empty();
  }
}
