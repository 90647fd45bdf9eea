package io.valora.ingest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.valora.ingest.lines.BadLineException;
import io.valora.ingest.lines.JsonKey;
import io.valora.ingest.lines.RowProblem;
import io.valora.schema.TableSchema;
import java.util.regex.Pattern;

/**
 * Takes the declared columns from a JSON object; numbers keep the digits they were written with.
 * What stands in other keys doesn't matter, NaN and infinities included.
 */
final class JsonLineParser implements LineParser {
  private static final ObjectReader JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build()
          .reader()
          .with(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
  private static final Pattern PYTHON = Pattern.compile("\\s*\\{\\s*[bru]?'.*", Pattern.DOTALL);
  private static final RowProblem NOT_JSON = RowProblem.ofLine("the line is not valid JSON");
  private static final RowProblem NOT_AN_OBJECT =
      RowProblem.ofLine("the line is not a JSON object");

  private final JsonKey[] keys;

  JsonLineParser(TableSchema schema) {
    this.keys =
        schema.columns().stream()
            .map(column -> new JsonKey(column.source()))
            .toArray(JsonKey[]::new);
  }

  @Override
  public String[] cells(String line) throws BadLineException {
    JsonNode tree = tree(line, element(line));
    if (!tree.isObject()) {
      throw new BadLineException(tree.isArray() ? JsonShape.ARRAY.problem() : NOT_AN_OBJECT);
    }
    String[] cells = new String[keys.length];
    for (int i = 0; i < keys.length; i++) {
      cells[i] = cell(keys[i].name(), keys[i].in(tree));
    }
    return cells;
  }

  /** The line without what makes it a part of an array with an object a line. */
  private static String element(String line) throws BadLineException {
    String text = line.strip();
    if (text.equals("[") || text.equals("]")) {
      throw new BadLineException(JsonShape.BRACKET);
    }
    if (text.startsWith("{") && text.endsWith("}")) {
      return text;
    }
    int start = text.startsWith("[") ? 1 : 0;
    boolean hasEnd = text.endsWith(",") || text.endsWith("]");
    String inner = text.substring(start, text.length() - (hasEnd ? 1 : 0)).strip();
    return inner.startsWith("{") && inner.endsWith("}") ? inner : line;
  }

  private static JsonNode tree(String line, String element) throws BadLineException {
    try {
      return JSON.readTree(element);
    } catch (JsonProcessingException e) {
      throw new BadLineException(problem(line, e));
    }
  }

  private static RowProblem problem(String line, JsonProcessingException e) {
    if (PYTHON.matcher(line).matches()) {
      return JsonShape.PYTHON.problem();
    }
    if (line.stripLeading().startsWith("[")) {
      return JsonShape.ARRAY.problem();
    }
    return e.getOriginalMessage().contains("end-of-input")
        ? JsonShape.INDENTED.problem()
        : NOT_JSON;
  }

  private static String cell(String key, JsonNode node) throws BadLineException {
    if (node.isMissingNode() || node.isNull()) {
      return null;
    }
    if (node.isContainerNode()) {
      String rule = "must be a single value";
      throw new BadLineException(
          new RowProblem(key, node.toString(), rule, rule + ", not " + found(key, node)));
    }
    String text = node.asText();
    if (node.isTextual() && hasLoneSurrogate(text)) {
      String rule = "must be valid Unicode, without halves of surrogate pairs";
      throw new BadLineException(new RowProblem(key, null, rule, rule));
    }
    return text;
  }

  private static String found(String key, JsonNode node) {
    if (node.isArray()) {
      return "a list";
    }
    return node.isEmpty()
        ? "an object"
        : "an object; source: %s.%s is a value of it".formatted(key, node.fieldNames().next());
  }

  private static boolean hasLoneSurrogate(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        boolean paired =
            i + 1 < text.length() && Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1));
        if (!paired) {
          return true;
        }
        i++;
      }
    }
    return false;
  }
}
