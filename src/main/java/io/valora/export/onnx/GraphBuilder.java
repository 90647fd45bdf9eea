package io.valora.export.onnx;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.valora.export.weights.ByteMatrix;
import io.valora.export.weights.FloatMatrix;
import io.valora.export.weights.HalfMatrix;
import io.valora.export.weights.StoredMatrix;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.stream.IntStream;
import onnx.Onnx.AttributeProto;
import onnx.Onnx.GraphProto;
import onnx.Onnx.NodeProto;
import onnx.Onnx.TensorProto;
import onnx.Onnx.TensorProto.DataType;
import onnx.Onnx.TensorShapeProto;
import onnx.Onnx.TypeProto;
import onnx.Onnx.ValueInfoProto;
import org.nd4j.shade.protobuf.ByteString;

/** Collects the nodes of a graph; values are named by the node that gives them. */
final class GraphBuilder {
  private final GraphProto.Builder graph = GraphProto.newBuilder();

  GraphProto build(String name) {
    return graph.setName(name).build();
  }

  /**
   * Declares an input.
   *
   * @param dimensions names of free ones, and sizes
   */
  void input(String name, DataType type, List<Object> dimensions) {
    graph.addInput(value(name, type, dimensions));
  }

  /** Names a value as an output of one free dimension. */
  void output(String name, String value, DataType type, String dimension) {
    graph.addNode(
        NodeProto.newBuilder().setOpType("Identity").setName(name).addInput(value).addOutput(name));
    graph.addOutput(value(name, type, List.of(dimension)));
  }

  /** Adds a node. */
  String node(String operator, String... inputs) {
    return node(operator, List.of(), inputs);
  }

  /** Adds a node with attributes. */
  String node(String operator, List<AttributeProto> attributes, String... inputs) {
    String name = operator + "_" + graph.getNodeCount();
    graph.addNode(
        NodeProto.newBuilder()
            .setOpType(operator)
            .setName(name)
            .addAllInput(List.of(inputs))
            .addAllAttribute(attributes)
            .addOutput(name));
    return name;
  }

  /** Adds a node with several outputs. */
  List<String> nodes(String operator, int axis, List<String> inputs, int outputs) {
    String name = operator + "_" + graph.getNodeCount();
    List<String> names = IntStream.range(0, outputs).mapToObj(i -> name + "_" + i).toList();
    graph.addNode(
        NodeProto.newBuilder()
            .setOpType(operator)
            .setName(name)
            .addAllInput(inputs)
            .addAttribute(whole("axis", axis))
            .addAllOutput(names));
    return names;
  }

  String cast(String value, DataType type) {
    return node("Cast", List.of(whole("to", type.getNumber())), value);
  }

  static AttributeProto whole(String name, long value) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeProto.AttributeType.INT)
        .setI(value)
        .build();
  }

  static AttributeProto text(String name, String value) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeProto.AttributeType.STRING)
        .setS(ByteString.copyFrom(value, UTF_8))
        .build();
  }

  /** Whole numbers of 64 bits, a vector. */
  String vector(String name, long... values) {
    ByteBuffer bytes = bytes(Long.BYTES * values.length);
    bytes.asLongBuffer().put(values);
    return constant(name, DataType.INT64, bytes, values.length);
  }

  /** A number of 64 bits. */
  String number(String name, double value) {
    return constant(name, DataType.DOUBLE, bytes(Double.BYTES).putDouble(0, value));
  }

  String constant(String name, float[] values, long... shape) {
    return constant(name, floats(values, 0, values.length), shape);
  }

  /** The numbers of a matrix in their format; scales are another constant. */
  String constant(String name, StoredMatrix matrix) {
    long rows = matrix.rows();
    long columns = matrix.columns();
    if (matrix instanceof FloatMatrix floats) {
      return constant(name, floats(floats.values(), floats.offset(), floats.size()), rows, columns);
    }
    if (matrix instanceof HalfMatrix halves) {
      ByteBuffer bytes = bytes(Short.BYTES * halves.values().length);
      bytes.asShortBuffer().put(halves.values());
      return constant(name, DataType.FLOAT16, bytes, rows, columns);
    }
    ByteBuffer bytes = ByteBuffer.wrap(((ByteMatrix) matrix).values());
    return constant(name, DataType.INT8, bytes, rows, columns);
  }

  private String constant(String name, ByteBuffer floats, long... shape) {
    return constant(name, DataType.FLOAT, floats, shape);
  }

  private String constant(String name, DataType type, ByteBuffer bytes, long... shape) {
    TensorProto.Builder tensor =
        TensorProto.newBuilder()
            .setName(name)
            .setDataType(type.getNumber())
            .setRawData(ByteString.copyFrom(bytes));
    for (long size : shape) {
      tensor.addDims(size);
    }
    graph.addInitializer(tensor);
    return name;
  }

  private static ByteBuffer floats(float[] values, int from, int length) {
    ByteBuffer bytes = bytes(Float.BYTES * length);
    bytes.asFloatBuffer().put(values, from, length);
    return bytes;
  }

  private static ByteBuffer bytes(int length) {
    return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static ValueInfoProto value(String name, DataType type, List<Object> dimensions) {
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
    for (Object dimension : dimensions) {
      if (dimension instanceof Integer size) {
        shape.addDimBuilder().setDimValue(size);
      } else {
        shape.addDimBuilder().setDimParam(dimension.toString());
      }
    }
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(
            TypeProto.newBuilder()
                .setTensorType(
                    TypeProto.Tensor.newBuilder().setElemType(type.getNumber()).setShape(shape)))
        .build();
  }
}
