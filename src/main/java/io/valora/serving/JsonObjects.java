package io.valora.serving;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.valora.base.ShownText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows as JSON objects. Numbers become the texts that ingest makes of those in JSON lines, null is
 * a missing value.
 */
public final class JsonObjects {
  private JsonObjects() {}

  /**
   * The row that the parser stands at, which then stands at its end.
   *
   * @throws com.fasterxml.jackson.core.JsonProcessingException when it isn't JSON
   */
  public static GivenRow row(long number, JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      parser.skipChildren();
      return GivenRow.bad(number, "it is not a JSON object");
    }
    List<GivenCell> cells = new ArrayList<>();
    String problem = null;
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      if (value.isScalarValue()) {
        cells.add(new GivenCell(name, text(parser)));
      } else {
        String found = value == JsonToken.START_ARRAY ? "a list" : "an object";
        problem = "%s is %s (must be a single value)".formatted(ShownText.of(name), found);
        parser.skipChildren();
      }
    }
    return problem == null ? GivenRow.of(number, cells) : GivenRow.bad(number, problem);
  }

  private static String text(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case VALUE_NULL -> null;
      case VALUE_NUMBER_INT -> parser.getBigIntegerValue().toString();
      case VALUE_NUMBER_FLOAT -> parser.getDecimalValue().toString();
      default -> parser.getText();
    };
  }
}
