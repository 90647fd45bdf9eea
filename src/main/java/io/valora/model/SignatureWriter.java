package io.valora.model;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.valora.base.EnumNames;
import io.valora.schema.CellDialect;
import io.valora.schema.ColumnSpec;
import io.valora.schema.NumberStyle;
import io.valora.schema.TimePattern;
import io.valora.tower.Standardization;

/** Writes a signature as the JSON of {@code model/signature.json}. */
final class SignatureWriter {
  static final int FORMAT_VERSION = 2;

  private SignatureWriter() {}

  /** Indented JSON with the keys always in the same order. */
  static String write(Signature signature) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("format-version", FORMAT_VERSION);
    root.put("task", signature.task());
    root.put("kind", EnumNames.nameOf(signature.kind()));
    ArrayNode inputs = root.putArray("inputs");
    signature.inputs().forEach(input -> write(inputs.addObject(), input));
    write(root.putObject("output"), signature.output());
    ArrayNode rows = root.putArray("golden-rows");
    for (GoldenRow row : signature.goldenRows()) {
      ObjectNode out = rows.addObject();
      ObjectNode cells = out.putObject("cells");
      row.cells().forEach(cells::put);
      out.put("value", row.value());
    }
    return root.toPrettyString();
  }

  private static void write(ObjectNode out, ColumnSpec input) {
    out.put("name", input.name());
    out.put("type", EnumNames.nameOf(input.type()));
    out.put("required", input.required());
    putBound(out, "min", input.bounds().min());
    putBound(out, "max", input.bounds().max());
    if (input.times() != null) {
      out.put("pattern", input.times().pattern()).put("zone", input.times().zone());
      if (!input.times().locale().equals(TimePattern.ENGLISH)) {
        out.put("locale", input.times().locale());
      }
    }
    ArrayNode normalizers = out.putArray("normalizers");
    input.normalizers().forEach(one -> normalizers.add(EnumNames.nameOf(one)));
    if (!input.values().isEmpty()) {
      ObjectNode values = out.putObject("values");
      input.values().forEach(values::put);
    }
    write(out, input.dialect());
  }

  private static void write(ObjectNode out, CellDialect dialect) {
    if (!dialect.missing().isEmpty()) {
      dialect.missing().forEach(out.putArray("missing")::add);
    }
    if (!dialect.dropped().isEmpty()) {
      dialect.dropped().forEach(out.putArray("dropped")::add);
    }
    if (!dialect.numbers().equals(NumberStyle.PLAIN)) {
      out.put("decimal", String.valueOf(dialect.numbers().decimal()));
      if (dialect.numbers().thousands() != NumberStyle.NONE) {
        out.put("thousands", String.valueOf(dialect.numbers().thousands()));
      }
    }
  }

  private static void write(ObjectNode out, Output output) {
    out.put("name", output.name());
    out.put("meaning", output.meaning());
    out.put("unit", output.unit());
    putBound(out, "min", output.range().low());
    putBound(out, "max", output.range().high());
    ArrayNode classes = out.putArray("classes");
    output.classes().forEach(classes::add);
    if (output.threshold() != Output.HALF) {
      out.put("threshold", output.threshold());
    }
    if (!output.scale().equals(Standardization.NONE)) {
      out.put("mean", output.scale().mean());
      out.put("standard-deviation", output.scale().standardDeviation());
    }
  }

  private static void putBound(ObjectNode out, String key, double bound) {
    if (Double.isFinite(bound)) {
      out.put(key, bound);
    }
  }
}
