package io.valora.export.onnx;

import static io.valora.export.onnx.GraphBuilder.text;
import static io.valora.export.onnx.GraphBuilder.whole;

import io.valora.export.weights.ByteMatrix;
import io.valora.export.weights.FloatMatrix;
import io.valora.export.weights.ScaledBy;
import io.valora.export.weights.StoredMatrix;
import io.valora.export.weights.StoredNetwork;
import io.valora.tower.Activation;
import io.valora.tower.TableShape;
import io.valora.tower.TowerShape;
import io.valora.tower.TowerShape.Head;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import onnx.Onnx.TensorProto.DataType;

/**
 * Nodes of one network: gathers and sums embeddings, then the dense layers or the product of
 * factors. Weights in fewer bits are brought back to 32 before anything is computed with them, so
 * that the answer to a row doesn't depend on the other rows of its batch.
 */
final class NetworkGraph {
  private final GraphBuilder graph;
  private final StoredNetwork network;
  private final NetworkInputs inputs;
  private final String prefix;
  private final TowerShape shape;

  /**
   * @param prefix of the names of constants
   */
  NetworkGraph(GraphBuilder graph, StoredNetwork network, NetworkInputs inputs, String prefix) {
    this.graph = graph;
    this.network = network;
    this.inputs = inputs;
    this.prefix = prefix;
    this.shape = network.kernel().shape();
  }

  /** The output of the last layer, {@code [batch, 1]}. */
  String output() {
    String input = input();
    return shape.head() == Head.FACTORS ? product(input) : dense(input);
  }

  private String input() {
    List<String> parts = new ArrayList<>();
    for (int table = 0; table < inputs.tables().size(); table++) {
      parts.add(inputs.isBag(table) ? bag(table) : gather(table, inputs.tables().get(table)));
    }
    List<TableShape> tables = network.kernel().tables();
    int[] columns = TableShape.columns(tables);
    int numbers = network.kernel().numbers();
    int before = 0;
    boolean sideBySide = true;
    for (int table = 0; table < columns.length; table++) {
      sideBySide &= columns[table] == before;
      before += tables.get(table).dimension();
    }
    if (!sideBySide || before + numbers < shape.input()) {
      return sum(parts, columns);
    }
    if (numbers > 0) {
      parts.add(NetworkInputs.NUMBERS);
    }
    return parts.size() == 1
        ? parts.get(0)
        : graph.node("Concat", List.of(whole("axis", 1)), parts.toArray(String[]::new));
  }

  /** Tables that share columns, each brought to the width of the input. */
  private String sum(List<String> tables, int[] columns) {
    List<String> wide = new ArrayList<>();
    for (int table = 0; table < columns.length; table++) {
      wide.add(padded(tables.get(table), columns[table], inputs.shape(table).dimension(), table));
    }
    int numbers = network.kernel().numbers();
    if (numbers > 0) {
      wide.add(padded(NetworkInputs.NUMBERS, shape.input() - numbers, numbers, columns.length));
    }
    return wide.stream().reduce((left, right) -> graph.node("Add", left, right)).orElseThrow();
  }

  private String padded(String part, int column, int width, int number) {
    String pads =
        graph.vector(
            "%spads_%d".formatted(prefix, number), 0, column, 0, shape.input() - column - width);
    return graph.node("Pad", part, pads);
  }

  /** Rows of a table in 32 bits, {@code [indices, dimension]}. */
  private String gather(int table, String indices) {
    StoredMatrix matrix = network.tables().get(table);
    String name = prefix + inputs.tables().get(table) + "_table";
    String rows = graph.node("Gather", graph.constant(name, matrix), indices);
    if (matrix instanceof FloatMatrix) {
      return rows;
    }
    String numbers = graph.cast(rows, DataType.FLOAT);
    if (!(matrix instanceof ByteMatrix bytes)) {
      return numbers;
    }
    String scales = scales(name, bytes);
    return graph.node(
        "Mul",
        numbers,
        bytes.scaledBy() == ScaledBy.ROW ? graph.node("Gather", scales, indices) : scales);
  }

  private String scales(String name, ByteMatrix bytes) {
    int count = bytes.scales().length;
    return bytes.scaledBy() == ScaledBy.ROW
        ? graph.constant(name + "_scales", bytes.scales(), count, 1)
        : graph.constant(name + "_scales", bytes.scales(), 1, count);
  }

  /** Weighted sums of the rows that each row of the batch names, {@code [batch, dimension]}. */
  private String bag(int table) {
    String entries = gather(table, inputs.tables().get(table));
    String one = graph.vector("%saxis_%d".formatted(prefix, table), 1);
    String width =
        graph.vector("%swidth_%d".formatted(prefix, table), inputs.shape(table).dimension());
    if (inputs.weighted()) {
      entries = graph.node("Mul", entries, graph.node("Unsqueeze", inputs.weights(table), one));
    }
    String each = graph.node("Concat", List.of(whole("axis", 0)), one, width);
    String rows = graph.node("Expand", graph.node("Unsqueeze", inputs.rows(table), one), each);
    String sums = graph.node("Concat", List.of(whole("axis", 0)), batchSize(), width);
    return graph.node(
        "ScatterElements",
        List.of(whole("axis", 0), text("reduction", "add")),
        graph.node("ConstantOfShape", sums),
        rows,
        entries);
  }

  private String batchSize() {
    if (inputs.countsRows()) {
      return NetworkInputs.ROWS;
    }
    return IntStream.range(0, inputs.tables().size())
        .filter(table -> !inputs.isBag(table))
        .mapToObj(table -> graph.node("Shape", inputs.tables().get(table)))
        .findFirst()
        .orElseGet(
            () ->
                graph.node(
                    "Slice",
                    graph.node("Shape", NetworkInputs.NUMBERS),
                    graph.vector(prefix + "from", 0),
                    graph.vector(prefix + "to", 1)));
  }

  private String product(String input) {
    int factors = shape.input() / 2 - 1;
    String bias = graph.constant(prefix + "bias", network.biases().get(0), 1);
    if (factors == 0) {
      List<String> halves =
          graph.nodes("Split", 1, List.of(input, graph.vector(prefix + "split", 1, 1)), 2);
      return graph.node("Add", graph.node("Add", halves.get(0), halves.get(1)), bias);
    }
    String sizes = graph.vector(prefix + "split", 1, factors, 1, factors);
    List<String> parts = graph.nodes("Split", 1, List.of(input, sizes), 4);
    String product =
        graph.node(
            "ReduceSum",
            graph.node("Mul", parts.get(1), parts.get(3)),
            graph.vector(prefix + "factors", 1));
    String biases = graph.node("Add", graph.node("Add", parts.get(0), parts.get(2)), bias);
    return graph.node("Add", biases, product);
  }

  private String dense(String input) {
    String values = input;
    for (int layer = 0; layer < shape.layers(); layer++) {
      String name = "%slayer_%d".formatted(prefix, layer + 1);
      float[] biases = network.biases().get(layer);
      String bias = graph.constant(name + "_bias", biases, biases.length);
      values = graph.node("Add", graph.node("MatMul", values, weights(layer, name)), bias);
      if (layer < shape.layers() - 1 && shape.activation() != Activation.IDENTITY) {
        values = graph.node(shape.activation() == Activation.RELU ? "Relu" : "Tanh", values);
      }
    }
    return values;
  }

  /** In 32 bits; a runtime does that once, when it loads the graph. */
  private String weights(int layer, String name) {
    StoredMatrix matrix = network.layers().get(layer);
    String stored = graph.constant(name, matrix);
    if (matrix instanceof FloatMatrix) {
      return stored;
    }
    String numbers = graph.cast(stored, DataType.FLOAT);
    return matrix instanceof ByteMatrix bytes
        ? graph.node("Mul", numbers, scales(name, bytes))
        : numbers;
  }
}
