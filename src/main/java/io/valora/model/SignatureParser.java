package io.valora.model;

import io.valora.base.EnumNames;
import io.valora.json.CheckedNode;
import io.valora.schema.Bounds;
import io.valora.schema.CellDialect;
import io.valora.schema.ColumnSpec;
import io.valora.schema.ColumnType;
import io.valora.schema.Normalizer;
import io.valora.schema.NumberStyle;
import io.valora.schema.TimePattern;
import io.valora.tower.Standardization;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the JSON of {@code model/signature.json}. */
final class SignatureParser {
  private static final String COLUMN_NAME = "[a-z][a-z0-9_]*";

  private SignatureParser() {}

  static Signature parse(String document, String text) {
    CheckedNode root =
        CheckedNode.parse(document, text).requireFormatVersion(SignatureWriter.FORMAT_VERSION);
    List<ColumnSpec> inputs = root.list("inputs", SignatureParser::input);
    List<String> names = inputs.stream().map(ColumnSpec::name).toList();
    root.require("inputs", !names.isEmpty(), "at least one input");
    root.require(
        "inputs", new HashSet<>(names).size() == names.size(), "inputs of different names");
    return new Signature(
        root.text("task"),
        root.choice("kind", ModelKind.values(), EnumNames::nameOf),
        inputs,
        output(root.object("output")),
        root.list("golden-rows", row -> goldenRow(row, names)));
  }

  private static ColumnSpec input(CheckedNode node) {
    String name =
        node.text("name", COLUMN_NAME, "lower-case letters, digits and _, starting with a letter");
    ColumnType type = node.choice("type", ColumnType.values(), EnumNames::nameOf);
    node.require("required", node.value().path("required").isBoolean(), "true or false");
    try {
      return new ColumnSpec(
          name,
          name,
          0,
          type,
          node.value().path("required").asBoolean(),
          bounds(node, type),
          type == ColumnType.TIMESTAMP ? times(node) : null,
          node.elements("normalizers", SignatureParser::normalizer),
          node.optional("values").isPresent()
              ? node.map("values", CheckedNode::requireText)
              : Map.of(),
          dialect(node));
    } catch (IllegalArgumentException e) {
      throw node.wrong("a column of a job file: " + e.getMessage());
    }
  }

  private static Bounds bounds(CheckedNode node, ColumnType type) {
    Range range = range(node);
    boolean bounded = !range.equals(Range.ALL);
    node.require("type", type.isNumber() || !bounded, "a number where there are bounds");
    return new Bounds(range.low(), range.high());
  }

  private static TimePattern times(CheckedNode node) {
    return new TimePattern(
        node.text("pattern"),
        node.text("zone"),
        node.optional("locale").map(CheckedNode::requireText).orElse(TimePattern.ENGLISH));
  }

  private static CellDialect dialect(CheckedNode node) {
    return new CellDialect(texts(node, "missing"), texts(node, "dropped"), numbers(node));
  }

  private static List<String> texts(CheckedNode node, String key) {
    return node.optional(key).isEmpty() ? List.of() : node.elements(key, CheckedNode::requireText);
  }

  private static NumberStyle numbers(CheckedNode node) {
    return new NumberStyle(
        mark(node, "decimal").orElse(NumberStyle.PLAIN.decimal()),
        mark(node, "thousands").orElse(NumberStyle.NONE));
  }

  private static Optional<Character> mark(CheckedNode node, String key) {
    return node.optional(key).isEmpty()
        ? Optional.empty()
        : Optional.of(node.text(key, ".", "one character").charAt(0));
  }

  private static Normalizer normalizer(CheckedNode node) {
    List<String> names = new ArrayList<>();
    for (Normalizer one : Normalizer.values()) {
      names.add(EnumNames.nameOf(one));
      if (EnumNames.nameOf(one).equals(node.requireText())) {
        return one;
      }
    }
    throw node.wrong("one of " + String.join(", ", names));
  }

  private static Output output(CheckedNode node) {
    List<String> classes = node.elements("classes", CheckedNode::requireText);
    node.require("classes", classes.size() != 1, "none or at least two");
    return new Output(
            node.text("name"), node.text("meaning"), node.text("unit"), range(node), classes)
        .withThreshold(threshold(node))
        .withScale(scale(node));
  }

  private static Standardization scale(CheckedNode node) {
    if (node.optional("mean").isEmpty() && node.optional("standard-deviation").isEmpty()) {
      return Standardization.NONE;
    }
    double deviation = node.number("standard-deviation");
    node.require("standard-deviation", deviation > 0, "above 0");
    return new Standardization(node.number("mean"), deviation);
  }

  private static double threshold(CheckedNode node) {
    if (node.optional("threshold").isEmpty()) {
      return Output.HALF;
    }
    double threshold = node.number("threshold");
    node.require("threshold", threshold >= 0 && threshold <= 1, "from 0 to 1");
    return threshold;
  }

  private static Range range(CheckedNode node) {
    Optional<CheckedNode> min = node.optional("min");
    Optional<CheckedNode> max = node.optional("max");
    double low = min.isPresent() ? node.number("min") : Double.NEGATIVE_INFINITY;
    double high = max.isPresent() ? node.number("max") : Double.POSITIVE_INFINITY;
    if (low > high) {
      throw min.orElseThrow().wrong("at most max, which is " + high);
    }
    return new Range(low, high);
  }

  private static GoldenRow goldenRow(CheckedNode node, List<String> names) {
    Map<String, String> cells = node.map("cells", CheckedNode::requireText);
    node.require(
        "cells",
        names.containsAll(cells.keySet()),
        "cells of the inputs " + String.join(", ", names));
    return new GoldenRow(cells, node.number("value"));
  }
}
