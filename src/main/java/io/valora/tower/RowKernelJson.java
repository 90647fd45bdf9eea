package io.valora.tower;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.valora.base.EnumNames;
import io.valora.base.JobException;
import io.valora.base.LittleEndianFloats;
import io.valora.base.Outcome;
import io.valora.json.CheckedNode;
import io.valora.tower.TableShape.Entries;
import io.valora.tower.TowerShape.Head;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * A trained tower in plain form: its shape as the JSON of {@code model/network.json}, and its
 * weights as the little-endian floats of {@code model/weights.bin}.
 */
public final class RowKernelJson {
  private static final int FORMAT_VERSION = 1;
  private static final String INDEX = "index";
  private static final String BAG = "bag";

  private RowKernelJson() {}

  /** The shape as indented JSON, keys always in the same order. */
  public static String write(RowKernel kernel) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    TowerShape shape = kernel.shape();
    int[] columns = TableShape.columns(kernel.tables());
    root.put("format-version", FORMAT_VERSION);
    ArrayNode tables = root.putArray("tables");
    for (int table = 0; table < columns.length; table++) {
      TableShape one = kernel.tables().get(table);
      tables
          .addObject()
          .put("kind", one.isBag() ? BAG : INDEX)
          .put("rows", one.rows())
          .put("dimension", one.dimension())
          .put("column", columns[table]);
    }
    root.put("numbers", kernel.numbers());
    root.put("input", shape.input());
    root.put("head", EnumNames.nameOf(shape.head()));
    ArrayNode hidden = root.putArray("hidden");
    shape.hidden().forEach(width -> hidden.add((int) width));
    root.put("activation", EnumNames.nameOf(shape.activation()));
    root.put("loss", EnumNames.nameOf(shape.loss()));
    root.put("output", outputFunction(shape.loss()));
    root.put("parameters", kernel.parameters().length);
    return root.toPrettyString();
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @param document what messages call the JSON
   * @param weights all of them, and nothing else
   * @throws JobException when the JSON describes no tower, or the weights are others
   */
  public static RowKernel read(String document, String json, InputStream weights) {
    CheckedNode root = CheckedNode.parse(document, json).requireFormatVersion(FORMAT_VERSION);
    List<TableShape> tables = root.list("tables", RowKernelJson::table);
    TowerShape shape = shape(root);
    long expected = parameters(tables, shape);
    int columns = TableShape.width(tables);
    int numbers = shape.head() == Head.FACTORS ? 0 : shape.input() - columns;
    root.require(
        "input", columns <= shape.input(), "at least %d, the tables' columns".formatted(columns));
    root.require("numbers", root.count("numbers") == numbers, "" + numbers);
    root.require(
        "parameters",
        root.wholeNumber("parameters") == expected && expected <= Integer.MAX_VALUE - Long.BYTES,
        "%d, the weights of its tables and layers".formatted(expected));
    return new RowKernel(tables, shape, weights(document, weights, (int) expected));
  }

  private static TableShape table(CheckedNode node) {
    String kind = node.text("kind", INDEX + "|" + BAG, "index or bag");
    long column = node.count("column");
    node.require("column", column <= Integer.MAX_VALUE, "a column of the input");
    return new TableShape(
        node.positive("rows"),
        node.positive("dimension"),
        kind.equals(BAG) ? Entries.BAG : Entries.ONE,
        (int) column);
  }

  private static long parameters(List<TableShape> tables, TowerShape shape) {
    long count = shape.head() == Head.FACTORS ? 1 : 0;
    for (TableShape table : tables) {
      count += (long) table.rows() * table.dimension();
    }
    for (int layer = 0; shape.head() == Head.DENSE && layer < shape.layers(); layer++) {
      count += (shape.widthInto(layer) + 1L) * shape.widthOutOf(layer);
    }
    return count;
  }

  private static TowerShape shape(CheckedNode root) {
    Head head = root.choice("head", Head.values(), EnumNames::nameOf);
    TowerLoss loss = root.choice("loss", TowerLoss.values(), EnumNames::nameOf);
    int input = root.positive("input");
    List<Integer> hidden = root.elements("hidden", RowKernelJson::width);
    if (head == Head.FACTORS) {
      root.require("input", input % 2 == 0, "even, as factors are two halves");
      root.require("hidden", hidden.isEmpty(), "empty, as factors have no layers");
      return TowerShape.factors(input / 2 - 1, loss);
    }
    Activation activation = root.choice("activation", Activation.values(), EnumNames::nameOf);
    return new TowerShape(input, hidden, activation, loss, 0, 0);
  }

  private static int width(CheckedNode node) {
    long width = node.requireWholeNumber();
    if (width < 1 || width > Integer.MAX_VALUE) {
      throw node.wrong("a whole number of at least 1");
    }
    return (int) width;
  }

  private static float[] weights(String document, InputStream in, int count) {
    if ((long) count * Float.BYTES > Runtime.getRuntime().maxMemory()) {
      throw JobException.cannot(
          Outcome.RESOURCES,
          "read the weights of " + document,
          "%,d numbers are more than the memory".formatted(count));
    }
    try {
      float[] weights = LittleEndianFloats.read(in, count);
      if (in.read() < 0) {
        return weights;
      }
      throw new EOFException("more than %,d numbers".formatted(count));
    } catch (IOException e) {
      throw JobException.cannot(
          Outcome.INVALID_REQUEST, "read the weights of " + document, e.getMessage(), e);
    }
  }

  private static String outputFunction(TowerLoss loss) {
    return switch (loss) {
      case CROSS_ENTROPY -> "sigmoid";
      case POISSON -> "exp";
      case MSE, MAE -> "identity";
    };
  }
}
