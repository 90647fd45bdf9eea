package io.valora.model.reference;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.valora.base.EnumNames;

/** Writes a reference as the JSON of {@code model/reference.json}. */
final class ReferenceWriter {
  static final int FORMAT_VERSION = 1;

  private ReferenceWriter() {}

  /** Indented JSON with the keys always in the same order. */
  static String write(Reference reference) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("format-version", FORMAT_VERSION);
    ArrayNode inputs = root.putArray("inputs");
    reference.inputs().forEach(input -> write(inputs.addObject(), input));
    write(root.putObject("target"), reference.target());
    write(root.putObject("answer"), reference.answer());
    return root.toPrettyString();
  }

  private static void write(ObjectNode out, ReferenceColumn column) {
    out.put("name", column.name());
    out.put("measure", EnumNames.nameOf(column.measure()));
    if (column.bins() instanceof NumberBins numbers) {
      if (numbers.size() > 0) {
        out.put("least", numbers.least());
      }
      numbers.upper().forEach(out.putArray("upper")::add);
    } else if (column.bins() instanceof CategoryBins named) {
      named.categories().forEach(out.putArray("categories")::add);
    }
    column.train().ifPresent(train -> write(out.putObject("train"), train));
    write(out.putObject("validation"), column.validation());
  }

  private static void write(ObjectNode out, BinnedRows rows) {
    rows.bins().forEach(out.putArray("bins")::add);
    out.put("other", rows.other());
    out.put("missing", rows.missing());
  }
}
