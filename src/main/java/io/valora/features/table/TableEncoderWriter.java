package io.valora.features.table;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.valora.base.EnumNames;
import io.valora.schema.ColumnSpec;

/** Writes an encoder as the JSON of {@code model/encoder.json}. */
final class TableEncoderWriter {
  static final int FORMAT_VERSION = 1;

  private TableEncoderWriter() {}

  /** Indented JSON with the keys always in the same order. */
  static String write(TableEncoder encoder) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("format-version", FORMAT_VERSION);
    FittedTarget target = encoder.target();
    root.putObject("target")
        .put("name", target.name())
        .put("mean", target.mean())
        .put("standard-deviation", target.standardDeviation())
        .put("lowest", target.lowest())
        .put("highest", target.highest());
    ArrayNode columns = root.putArray("columns");
    encoder.columns().forEach(column -> write(columns.addObject(), column));
    return root.toPrettyString();
  }

  private static void write(ObjectNode out, FittedColumn column) {
    writeCells(out, column.column());
    out.put("missing-in-train", column.missingInTrain());
    if (column instanceof NumericColumn numeric) {
      out.put("kind", EnumNames.nameOf(FeatureKind.NUMERIC));
      write(out, numeric.scale());
    } else if (column instanceof CategoricalColumn categorical) {
      out.put("kind", EnumNames.nameOf(FeatureKind.CATEGORICAL));
      categorical.categories().forEach(out.putArray("categories")::add);
      out.put("other-rows", categorical.otherRows());
      out.put("fill", categorical.fill());
    } else if (column instanceof MultiColumn multi) {
      out.put("kind", EnumNames.nameOf(FeatureKind.MULTI));
      multi.values().forEach(out.putArray("categories")::add);
      out.put("separator", multi.separator());
    } else if (column instanceof TimestampColumn timestamp) {
      out.put("kind", EnumNames.nameOf(FeatureKind.TIMESTAMP));
      out.put("earliest", timestamp.earliest().toString());
      write(out, timestamp.scale());
      ArrayNode parts = out.putArray("parts");
      timestamp.parts().forEach(part -> parts.add(EnumNames.nameOf(part)));
    }
  }

  private static void writeCells(ObjectNode out, ColumnSpec cells) {
    out.put("name", cells.name());
    out.put("type", EnumNames.nameOf(cells.type()));
    if (cells.times() != null) {
      out.put("pattern", cells.times().pattern()).put("zone", cells.times().zone());
    }
    ArrayNode normalizers = out.putArray("normalisers");
    cells.normalizers().forEach(one -> normalizers.add(EnumNames.nameOf(one)));
  }

  private static void write(ObjectNode out, NumericScale scale) {
    out.put("fill", scale.fill()).put("shift", scale.shift()).put("divisor", scale.divisor());
  }
}
