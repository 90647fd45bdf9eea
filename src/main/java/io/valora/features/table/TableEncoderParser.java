package io.valora.features.table;

import io.valora.base.EnumNames;
import io.valora.base.JobException;
import io.valora.json.CheckedNode;
import io.valora.schema.Bounds;
import io.valora.schema.ColumnSpec;
import io.valora.schema.ColumnType;
import io.valora.schema.Normalizer;
import io.valora.schema.TimePattern;
import java.util.Arrays;
import java.util.List;

/** Reads the JSON that {@link TableEncoderWriter} writes; keys it doesn't know are passed over. */
final class TableEncoderParser {
  private TableEncoderParser() {}

  /**
   * @param file what messages call the text
   * @throws JobException when the text isn't JSON, has another format version, or lacks something
   */
  static TableEncoder parse(String file, String text) {
    CheckedNode root =
        CheckedNode.parse(file, text).requireFormatVersion(TableEncoderWriter.FORMAT_VERSION);
    CheckedNode target = root.object("target");
    List<FittedColumn> columns = root.list("columns", TableEncoderParser::column);
    root.require("columns", !columns.isEmpty(), "a list of at least one column");
    return new TableEncoder(
        new FittedTarget(
            target.text("name"),
            target.number("mean"),
            target.number("standard-deviation"),
            target.number("lowest"),
            target.number("highest")),
        columns);
  }

  private static FittedColumn column(CheckedNode fields) {
    ColumnSpec cells = cells(fields);
    long missing = fields.count("missing-in-train");
    FeatureKind kind = fields.choice("kind", FeatureKind.values(), EnumNames::nameOf);
    fields.require("kind", kind.takes(cells.type()), "a kind that fits the type");
    return switch (kind) {
      case NUMERIC -> new NumericColumn(cells, missing, scale(fields));
      case CATEGORICAL ->
          new CategoricalColumn(
              cells, missing, categories(fields), fields.count("other-rows"), fields.text("fill"));
      case MULTI -> new MultiColumn(cells, missing, categories(fields), fields.text("separator"));
      case TIMESTAMP ->
          new TimestampColumn(
              cells,
              missing,
              fields.instant("earliest"),
              scale(fields),
              constants(fields, "parts", TimePart.values()));
    };
  }

  private static ColumnSpec cells(CheckedNode fields) {
    ColumnType type = fields.choice("type", ColumnType.values(), EnumNames::nameOf);
    return new ColumnSpec(
        fields.text("name", "[a-z][a-z0-9_]*", "the name of a column"),
        fields.text("name"),
        0,
        type,
        false,
        Bounds.NONE,
        type == ColumnType.TIMESTAMP ? times(fields) : null,
        constants(fields, "normalisers", Normalizer.values()));
  }

  private static TimePattern times(CheckedNode fields) {
    try {
      return new TimePattern(fields.text("pattern"), fields.text("zone"));
    } catch (IllegalArgumentException e) {
      throw fields.wrong("a column with a pattern and zone of times");
    }
  }

  private static NumericScale scale(CheckedNode fields) {
    fields.require("divisor", fields.number("divisor") > 0, "above 0");
    return new NumericScale(
        fields.number("fill"), fields.number("shift"), fields.number("divisor"));
  }

  private static List<String> categories(CheckedNode fields) {
    List<String> categories = fields.elements("categories", CheckedNode::requireText);
    boolean once = categories.stream().distinct().count() == categories.size();
    fields.require("categories", !categories.isEmpty() && once, "one or more, each once");
    return categories;
  }

  private static <E extends Enum<E>> List<E> constants(
      CheckedNode fields, String key, E[] constants) {
    return fields.elements(
        key,
        element ->
            Arrays.stream(constants)
                .filter(one -> EnumNames.nameOf(one).equals(element.requireText()))
                .findFirst()
                .orElseThrow(() -> element.wrong("one of " + names(constants))));
  }

  private static String names(Enum<?>[] constants) {
    return String.join(", ", Arrays.stream(constants).map(EnumNames::nameOf).toList());
  }
}
