package io.valora.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.valora.ingest.lines.BadLineException;
import io.valora.schema.ColumnSpec;
import io.valora.schema.ColumnType;
import io.valora.schema.TableSchema;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonLineParserTest {
  private static final JsonLineParser PARSER = parser("user.id", "rating");

  @Test
  void dotsLeadIntoObjectsUnlessTheKeyHasThem() throws BadLineException {
    assertThat(PARSER.cells("{\"user\": {\"id\": \"u1\"}, \"rating\": 4.50}"))
        .containsExactly("u1", "4.50");
    assertThat(PARSER.cells("{\"user.id\": \"a\", \"user\": {\"id\": \"b\"}}"))
        .containsExactly("a", null);
    assertThat(PARSER.cells("{\"user\": \"u1\"}")).containsExactly(null, null);
    assertThat(parser("a.b.c").cells("{\"a.b\": {\"c\": 1}}")).containsExactly("1");
    assertThat(parser("a.b.c").cells("{\"a\": {\"b.c\": 2}}")).containsExactly("2");
    assertThat(parser("a.b.c").cells("{\"a\": {\"b\": {\"c\": 3}}}")).containsExactly("3");
  }

  @Test
  void generatedPathsAreFoundWhereverTheirDotsStand() throws BadLineException {
    Random random = new Random(11);
    for (int i = 0; i < 2_000; i++) {
      ObjectNode root = JsonNodeFactory.instance.objectNode();
      ObjectNode at = root;
      StringBuilder path = new StringBuilder();
      StringBuilder key = new StringBuilder("k");
      for (int depth = random.nextInt(4); depth >= 0; depth--) {
        for (int dots = random.nextInt(2); dots > 0; dots--) {
          key.append(".").append((char) ('a' + random.nextInt(3)));
        }
        path.append(path.isEmpty() ? "" : ".").append(key);
        at.put("other", random.nextInt());
        at = depth == 0 ? at.put(key.toString(), i) : at.putObject(key.toString());
        key = new StringBuilder("k");
      }
      assertThat(parser(path.toString()).cells(root.toString()))
          .as(root.toString())
          .containsExactly(String.valueOf(i));
    }
  }

  @Test
  void keysThatAreNotDeclaredMayHoldAnything() throws BadLineException {
    assertThat(
            PARSER.cells(
                "{\"user\": {\"id\": 1}, \"rating\": 2, \"x\": NaN, \"y\": [1, {\"z\": -Infinity}],"
                    + " \"z\": {}}"))
        .containsExactly("1", "2");
    assertThat(PARSER.cells("{\"user\": {\"id\": 1}, \"rating\": NaN}"))
        .containsExactly("1", "NaN");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{\"user.id\": {\"a\": 1}} | must be a single value, not an object; source: user.id.a is a"
            + " value of it",
        "{\"user.id\": {}}         | must be a single value, not an object",
        "{\"user.id\": [1]}        | must be a single value, not a list",
        "{\"user.id\": \"\\ud83d\"}   | must be valid Unicode, without halves of surrogate pairs",
        "{\"user.id\": \"\\ude00\\ud83d\"} | must be valid Unicode, without halves of surrogate pairs",
        "{'user': 1}               | the line is a Python dict, not JSON",
        "{u'user': 1}              | the line is a Python dict, not JSON",
        "{                         | the line is only a part of a JSON object",
        "{\"user\": 1,             | the line is only a part of a JSON object",
        "[                         | the line is a bracket of a JSON array",
        "~ ] ~                     | the line is a bracket of a JSON array",
        "[{\"a\": 1}, {\"a\": 2}]   | the line is no object but part of a JSON array",
        "[{\"a\": 1}, {\"a\":      | the line is no object but part of a JSON array",
        "3                         | the line is not a JSON object",
        "{\"user\": 1} x           | the line is not valid JSON",
        "{\"user\": 1}}            | the line is not valid JSON",
        "{\"a\": 1, \"a\": 2}      | the line is not valid JSON"
      })
  void whatIsNoRowIsTold(String line, String sentence) {
    assertThatThrownBy(() -> PARSER.cells(line))
        .isInstanceOf(BadLineException.class)
        .hasMessage(sentence);
  }

  @Test
  void elementsOfAnArrayWithAnObjectALineAreRows() throws BadLineException {
    for (String line :
        List.of(
            "{\"rating\": 4},", "[{\"rating\": 4},", "{\"rating\": 4}]", "[ {\"rating\": 4} ]")) {
      assertThat(PARSER.cells(line)).as(line).containsExactly(null, "4");
    }
  }

  @Test
  void wholeCharactersOfTwoSurrogatesAreText() throws BadLineException {
    assertThat(PARSER.cells("{\"user.id\": \"\\ud83d\\ude00\"}"))
        .containsExactly("\ud83d\ude00", null);
    assertThat(PARSER.cells("{\"user.id\": \"nul\\u0000a\"}")).containsExactly("nul\0a", null);
  }

  @Test
  void filesOfOtherShapesAreRefusedWithTheRemedy() {
    String bracket = "the line is a bracket of a JSON array";
    String python = "the line is a Python dict, not JSON";
    String part = "the line is only a part of a JSON object";
    assertThat(JsonShape.of(List.of(python, python))).contains(JsonShape.PYTHON);
    assertThat(JsonShape.of(List.of(python))).contains(JsonShape.PYTHON);
    assertThat(JsonShape.of(List.of(bracket, part, "x"))).contains(JsonShape.INDENTED);
    assertThat(JsonShape.of(List.of(bracket, "", ""))).isEmpty();
    assertThat(JsonShape.of(List.of(bracket))).isEmpty();
    assertThat(JsonShape.of(List.of("", python))).isEmpty();
    assertThat(JsonShape.of(List.of("the line is empty", "x"))).isEmpty();
    assertThat(JsonShape.of(List.of())).isEmpty();
    assertThat(JsonShape.PYTHON.refusal())
        .isEqualTo(
            "it has Python dicts, not JSON (write each with json.dumps in place of str or print)");
    assertThat(JsonShape.INDENTED.refusal())
        .isEqualTo("its objects span lines (write one object a line, such as with jq -c .)");
    assertThat(JsonShape.ARRAY.refusal())
        .isEqualTo("it is a JSON array (write one object a line, such as with jq -c '.[]')");
  }

  private static JsonLineParser parser(String... sources) {
    return new JsonLineParser(
        new TableSchema(
            IntStream.range(0, sources.length)
                .mapToObj(i -> ColumnSpec.of("c" + i, ColumnType.STRING).withSource(sources[i]))
                .toList()));
  }
}
