package io.valora.serving.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.valora.base.EnumNames;
import io.valora.model.GoldenRow;
import io.valora.model.Signature;
import io.valora.schema.ColumnSpec;

/** A served model in words: its signature with golden rows as examples. */
record Description(ServedModel served) {
  private static final int EXAMPLES = 5;

  /** Reply of {@code GET /v1/models/{job}}. */
  ObjectNode json() {
    Signature signature = served.signature();
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("job", served.run().job()).put("run", served.runId());
    json.put("task", signature.task()).put("kind", EnumNames.nameOf(signature.kind()));
    ArrayNode inputs = json.putArray("inputs");
    for (ColumnSpec input : signature.inputs()) {
      ObjectNode one = inputs.addObject();
      one.put("name", input.name()).put("type", EnumNames.nameOf(input.type()));
      one.put("required", input.required());
      putBounds(one, input.bounds().min(), input.bounds().max());
    }
    ObjectNode output = json.putObject("output");
    output.put("name", signature.output().name()).put("meaning", signature.output().meaning());
    output.put("unit", signature.output().unit());
    putBounds(output, signature.output().range().low(), signature.output().range().high());
    signature.output().classes().forEach(output.putArray("classes")::add);
    ArrayNode examples = json.putArray("examples");
    for (GoldenRow row : signature.goldenRows().stream().limit(EXAMPLES).toList()) {
      ObjectNode example = examples.addObject();
      example.set("row", row(row));
      example.put("value", row.value());
    }
    return json;
  }

  /** A golden row as a client would send it. */
  static ObjectNode row(GoldenRow row) {
    ObjectNode cells = JsonNodeFactory.instance.objectNode();
    row.cells().forEach(cells::put);
    return cells;
  }

  static void putBounds(ObjectNode node, double low, double high) {
    if (Double.isFinite(low)) {
      node.put("minimum", low);
    }
    if (Double.isFinite(high)) {
      node.put("maximum", high);
    }
  }
}
