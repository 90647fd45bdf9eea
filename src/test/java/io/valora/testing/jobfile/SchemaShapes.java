package io.valora.testing.jobfile;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.valora.config.KeyShape;
import io.valora.config.NumberRange;
import java.util.List;

/** Schemas of single values. */
final class SchemaShapes {
  private static final String TYPE = "type";

  private SchemaShapes() {}

  static ObjectNode of(KeyShape shape) {
    if (shape instanceof KeyShape.Texts texts) {
      return texts(texts.choices());
    }
    if (shape instanceof KeyShape.Choice choice) {
      return oneOf(choice.names());
    }
    if (shape instanceof KeyShape.Flag) {
      return node().put(TYPE, "boolean");
    }
    if (shape instanceof KeyShape.Whole whole) {
      ObjectNode schema = node().put(TYPE, "integer").put("minimum", whole.least());
      return whole.isBounded() ? schema.put("maximum", whole.most()) : schema;
    }
    if (shape instanceof KeyShape.Wholes wholes) {
      ObjectNode list = node().put(TYPE, "array");
      list.putObject("items").put(TYPE, "integer").put("minimum", wholes.least());
      return list;
    }
    if (shape instanceof KeyShape.Numeric numeric) {
      return number(numeric.range());
    }
    if (shape.equals(KeyShape.ByKey.TEXTS)) {
      ObjectNode mapping = node().put(TYPE, "object");
      mapping.set("additionalProperties", text());
      return mapping;
    }
    if (shape.equals(KeyShape.ByKey.VALUES)) {
      return node().put(TYPE, "object").put("minProperties", 1);
    }
    if (shape.equals(KeyShape.ByKey.LISTS)) {
      ObjectNode mapping = node().put(TYPE, "object");
      mapping.set("additionalProperties", texts(List.of()));
      return mapping;
    }
    return text();
  }

  private static ObjectNode number(NumberRange range) {
    ObjectNode schema = node().put(TYPE, "number");
    return switch (range) {
      case ANY -> schema;
      case AT_LEAST_ZERO -> schema.put("minimum", 0);
      case ABOVE_ZERO -> schema.put("exclusiveMinimum", 0);
      case FRACTION -> schema.put("minimum", 0).put("exclusiveMaximum", 1);
    };
  }

  private static ObjectNode texts(List<String> choices) {
    ObjectNode one = choices.isEmpty() ? text() : oneOf(choices);
    ObjectNode several = node().put(TYPE, "array");
    several.set("items", one.deepCopy());
    several.put("uniqueItems", !choices.isEmpty());
    ObjectNode either = node();
    either.putArray("anyOf").add(one).add(several);
    return either;
  }

  private static ObjectNode oneOf(List<String> words) {
    ObjectNode schema = node();
    ArrayNode names = schema.putArray("enum");
    words.forEach(names::add);
    return schema;
  }

  private static ObjectNode text() {
    ObjectNode schema = node();
    schema.putArray(TYPE).add("string").add("number").add("boolean");
    return schema;
  }

  private static ObjectNode node() {
    return JsonNodeFactory.instance.objectNode();
  }
}
