package io.valora.export.browser;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.valora.base.EnumNames;
import io.valora.export.weights.ByteMatrix;
import io.valora.export.weights.FloatMatrix;
import io.valora.export.weights.StoredMatrix;
import io.valora.export.weights.StoredNetwork;
import io.valora.tower.TableShape;
import io.valora.tower.TowerShape;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** A network as a page reads it: its shape as JSON, and its weights behind each other. */
record PageNetwork(StoredNetwork network) {
  ObjectNode shape() {
    TowerShape shape = network.kernel().shape();
    ObjectNode out = JsonNodeFactory.instance.objectNode();
    out.put("input", shape.input());
    out.put("head", EnumNames.nameOf(shape.head()));
    out.put("activation", EnumNames.nameOf(shape.activation()));
    out.put("loss", EnumNames.nameOf(shape.loss()));
    List<TableShape> tables = network.kernel().tables();
    int[] columns = TableShape.columns(tables);
    ArrayNode outTables = out.putArray("tables");
    for (int table = 0; table < columns.length; table++) {
      describe(network.tables().get(table), outTables.addObject().put("at", columns[table]));
    }
    ArrayNode layers = out.putArray("layers");
    network.layers().forEach(layer -> describe(layer, layers.addObject()));
    return out;
  }

  private static void describe(StoredMatrix matrix, ObjectNode out) {
    out.put("rows", matrix.rows()).put("columns", matrix.columns());
    if (matrix instanceof ByteMatrix bytes) {
      out.put("format", "int8").put("scaled-by", EnumNames.nameOf(bytes.scaledBy()));
    } else {
      out.put("format", "float32");
    }
  }

  /** The tables, then each layer and its biases, or the bias of factors; the lowest byte first. */
  byte[] weights() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    network.tables().forEach(table -> write(table, out));
    for (int layer = 0; layer < network.layers().size(); layer++) {
      write(network.layers().get(layer), out);
      write(network.biases().get(layer), out);
    }
    if (network.layers().isEmpty()) {
      network.biases().forEach(bias -> write(bias, out));
    }
    return out.toByteArray();
  }

  private static void write(StoredMatrix matrix, ByteArrayOutputStream out) {
    if (matrix instanceof ByteMatrix bytes) {
      out.writeBytes(bytes.values());
      write(bytes.scales(), out);
    } else if (matrix instanceof FloatMatrix floats) {
      float[] values = new float[floats.size()];
      floats.restore(values, 0);
      write(values, out);
    } else {
      throw new IllegalArgumentException("pages have no weights of 16 bits");
    }
  }

  private static void write(float[] values, ByteArrayOutputStream out) {
    ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * values.length);
    bytes.order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().put(values);
    out.writeBytes(bytes.array());
  }
}
