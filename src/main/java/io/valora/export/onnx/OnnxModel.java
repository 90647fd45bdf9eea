package io.valora.export.onnx;

import io.valora.export.weights.StoredNetwork;
import io.valora.model.Output;
import io.valora.tower.Standardization;
import io.valora.tower.TowerLoss;
import java.util.Map;
import onnx.Onnx.ModelProto;
import onnx.Onnx.StringStringEntryProto;
import onnx.Onnx.TensorProto.DataType;

/** The file {@code model.onnx}: same network, same bytes. */
public final class OnnxModel {
  /** The free dimension of a batch. */
  public static final String BATCH = "batch";

  /** Output with the model's answers, 64-bit floats. */
  public static final String ANSWER = "answer";

  /** Output with the scores that lists are ordered by, where another network gives them. */
  public static final String ORDER = "order";

  private static final int IR_VERSION = 8;
  private static final int OPERATOR_SET = 16;
  private static final String PRODUCER = "valora";

  private final GraphBuilder graph = new GraphBuilder();

  private OnnxModel() {}

  /** A graph whose answers are those of the signature's output. */
  public static OnnxModel of(StoredNetwork network, NetworkInputs inputs, Output output) {
    OnnxModel model = new OnnxModel();
    NetworkGraph nodes = new NetworkGraph(model.graph, network, inputs, "");
    for (NetworkInputs.Declared input : inputs.declared()) {
      model.graph.input(
          input.name(), input.isWhole() ? DataType.INT64 : DataType.FLOAT, input.dimensions());
    }
    String answer = model.answer(nodes.output(), network.kernel().shape().loss(), output);
    model.output(ANSWER, output.classes().isEmpty() ? model.clipped(answer, output) : answer);
    return model;
  }

  /** Adds the network that orders lists; it takes the first two inputs. */
  public OnnxModel withOrder(StoredNetwork ranking, NetworkInputs inputs) {
    String logit = new NetworkGraph(graph, ranking, inputs, ORDER + "_").output();
    output(ORDER, graph.cast(logit, DataType.DOUBLE));
    return this;
  }

  /**
   * The bytes of the file.
   *
   * @param properties by key, in their order
   */
  public byte[] toBytes(Map<String, String> properties) {
    ModelProto.Builder model =
        ModelProto.newBuilder()
            .setIrVersion(IR_VERSION)
            .setProducerName(PRODUCER)
            .setGraph(graph.build(PRODUCER));
    model.addOpsetImportBuilder().setVersion(OPERATOR_SET);
    properties.forEach(
        (key, value) ->
            model.addMetadataProps(
                StringStringEntryProto.newBuilder().setKey(key).setValue(value)));
    return model.build().toByteArray();
  }

  private void output(String name, String column) {
    String flat = graph.node("Reshape", column, graph.vector(name + "_shape", -1));
    graph.output(name, flat, DataType.DOUBLE, BATCH);
  }

  /** In 64 bits, as plain Java does it. */
  private String answer(String output, TowerLoss loss, Output declared) {
    String answer = graph.cast(output, DataType.DOUBLE);
    if (loss == TowerLoss.CROSS_ENTROPY || loss == TowerLoss.POISSON) {
      answer = graph.node(loss == TowerLoss.POISSON ? "Exp" : "Sigmoid", answer);
    }
    Standardization scale = declared.scale();
    if (scale.equals(Standardization.NONE)) {
      return answer;
    }
    String deviation = graph.number("standard_deviation", scale.standardDeviation());
    return graph.node(
        "Add", graph.node("Mul", answer, deviation), graph.number("mean", scale.mean()));
  }

  private String clipped(String answer, Output output) {
    String clipped = answer;
    if (Double.isFinite(output.range().low())) {
      clipped = graph.node("Max", clipped, graph.number("min", output.range().low()));
    }
    if (Double.isFinite(output.range().high())) {
      clipped = graph.node("Min", clipped, graph.number("max", output.range().high()));
    }
    return clipped;
  }
}
