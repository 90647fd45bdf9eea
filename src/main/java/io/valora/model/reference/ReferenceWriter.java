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
    reference.errors().ifPresent(errors -> write(root.putObject("errors"), errors));
    return root.toPrettyString();
  }

  private static void write(ObjectNode out, ReferenceColumn column) {
    out.put("name", column.name());
    out.put("measure", EnumNames.nameOf(column.measure()));
    if (column.bins() instanceof NumberBins numbers) {
      write(out, numbers);
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

  private static void write(ObjectNode out, NumberBins numbers) {
    if (numbers.size() > 0) {
      out.put("least", numbers.least());
    }
    numbers.upper().forEach(out.putArray("upper")::add);
  }

  private static void write(ObjectNode out, AnswerErrors errors) {
    write(out, errors.cells().answers());
    errors.cells().ids().forEach(out.putArray("ids")::add);
    ArrayNode cells = out.putArray("cells");
    for (int cell = 0; cell < errors.errors().size(); cell++) {
      ErrorCell sums = errors.errors().get(cell);
      if (sums.rows() > 0) {
        cells
            .addObject()
            .put("cell", cell)
            .put("rows", sums.rows())
            .put("targets", sums.targets())
            .put("absolute", sums.absolute())
            .put("squared", sums.squared())
            .put("fourth", sums.fourth());
      }
    }
  }
}
