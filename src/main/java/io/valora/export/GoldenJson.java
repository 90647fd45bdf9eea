package io.valora.export;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.valora.export.onnx.InputTensor;
import io.valora.model.GoldenRow;
import io.valora.model.Output;
import io.valora.model.Signature;
import io.valora.tower.TowerRow;
import java.util.List;

/**
 * The text of {@code golden.json}: rows as a user would write them, what the graph takes in their
 * place, and the answers. Answers are those of plain Java with the exported weights, the same on
 * every processor.
 */
record GoldenJson(ExportedModel model) {
  static final String FILE = "golden.json";
  private static final int FORMAT_VERSION = 1;

  String toJson() {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("format-version", FORMAT_VERSION);
    root.set("rows", rows());
    return root.toPrettyString();
  }

  /** The rows alone, without what the graph takes. */
  ArrayNode withoutInputs() {
    ArrayNode rows = rows();
    rows.forEach(row -> ((ObjectNode) row).remove("inputs"));
    return rows;
  }

  private ArrayNode rows() {
    ArrayNode rows = JsonNodeFactory.instance.arrayNode();
    model.signature().goldenRows().forEach(row -> write(row, rows.addObject()));
    return rows;
  }

  private void write(GoldenRow golden, ObjectNode out) {
    Signature signature = model.signature();
    ObjectNode cells = out.putObject("cells");
    golden.cells().forEach(cells::put);
    TowerRow row = model.rows().apply(signature.typed(golden.cells()));
    ObjectNode inputs = out.putObject("inputs");
    model.inputs(List.of(row)).forEach(input -> write(input, inputs.putArray(input.name())));
    double answer = model.plainAnswer(row);
    out.put("answer", answer);
    Output output = signature.output();
    if (AnswerMetric.isAccuracy(output)) {
      out.put("class", output.classes().get(answer < output.threshold() ? 0 : 1));
    }
    model.networks().ranking().ifPresent(network -> out.put("order", model.plainOrder(row)));
    out.put("answer-of-run", golden.value());
  }

  /** Of one row: what has two dimensions is a list of one list. */
  private static void write(InputTensor input, ArrayNode out) {
    ArrayNode values = input.shape().size() > 1 ? out.addArray() : out;
    if (input.values() instanceof long[] indices) {
      for (long index : indices) {
        values.add(index);
      }
    } else {
      for (float number : (float[]) input.values()) {
        values.add(number);
      }
    }
  }
}
