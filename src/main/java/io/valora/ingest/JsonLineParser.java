package io.valora.ingest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.valora.schema.TableSchema;

/**
 * Takes the declared columns from a JSON object; numbers keep the digits they were written with.
 */
final class JsonLineParser implements LineParser {
  private static final ObjectReader JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build()
          .reader()
          .with(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
  private static final RowProblem NOT_JSON = RowProblem.ofLine("the line is not valid JSON");
  private static final RowProblem NOT_AN_OBJECT =
      RowProblem.ofLine("the line is not a JSON object");

  private final String[] keys;

  JsonLineParser(TableSchema schema) {
    this.keys = schema.columns().stream().map(column -> column.source()).toArray(String[]::new);
  }

  @Override
  public String[] cells(String line) throws BadLineException {
    JsonNode tree = tree(line);
    if (!tree.isObject()) {
      throw new BadLineException(NOT_AN_OBJECT);
    }
    String[] cells = new String[keys.length];
    for (int i = 0; i < keys.length; i++) {
      cells[i] = cell(keys[i], tree.get(keys[i]));
    }
    return cells;
  }

  private static JsonNode tree(String line) throws BadLineException {
    try {
      return JSON.readTree(line);
    } catch (JsonProcessingException e) {
      throw new BadLineException(NOT_JSON);
    }
  }

  private static String cell(String key, JsonNode node) throws BadLineException {
    if (node == null || node.isNull()) {
      return null;
    }
    if (node.isContainerNode()) {
      String rule = "must be a single value";
      String found = node.isArray() ? "a list" : "an object";
      throw new BadLineException(
          new RowProblem(key, node.toString(), rule, rule + ", not " + found));
    }
    return node.asText();
  }
}
