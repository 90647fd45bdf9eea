package io.valora.serving.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.valora.base.ShownText;
import io.valora.serving.GivenRow;
import io.valora.serving.JsonObjects;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Body of a request as JSON.
 *
 * @param mostRows of a list
 */
record JsonBody(byte[] bytes, int mostRows) {
  private static final JsonFactory JSON = new JsonFactory();
  private static final ObjectMapper TREE =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  private static final String ROWS = "rows";

  /**
   * The rows of {@code {"rows": […]}}, numbered from 1.
   *
   * @throws Refusal when it is no such body, or has too many rows
   */
  List<GivenRow> rows() {
    return parsed(
        parser -> {
          if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw invalid("must be an object {\"rows\": […]}");
          }
          List<GivenRow> rows = null;
          while (parser.nextToken() != JsonToken.END_OBJECT) {
            if (!ROWS.equals(parser.currentName())) {
              throw new Refusal(
                  Refusal.BAD_REQUEST,
                  "Unknown key %s (must be rows)".formatted(ShownText.of(parser.currentName())));
            }
            parser.nextToken();
            rows = list(parser);
          }
          if (parser.nextToken() != null) {
            throw invalid("must be one object");
          }
          if (rows == null || rows.isEmpty()) {
            throw new Refusal(
                Refusal.BAD_REQUEST, "Missing rows (must be a list of at least one object)");
          }
          return rows;
        });
  }

  private List<GivenRow> list(JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      throw new Refusal(
          Refusal.BAD_REQUEST, "Invalid rows: it is no list (must be one of objects)");
    }
    List<GivenRow> rows = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      requireRoom(rows.size());
      rows.add(JsonObjects.row(rows.size() + 1L, parser));
    }
    return rows;
  }

  /** Refuses a row too many. */
  void requireRoom(int rows) {
    if (rows >= mostRows) {
      throw new Refusal(
          Refusal.TOO_LARGE,
          "Invalid rows: more than %,d (must be at most that many a request)".formatted(mostRows));
    }
  }

  /**
   * The whole body as a tree.
   *
   * @throws Refusal when it is no JSON object
   */
  JsonNode object() {
    return parsed(
        parser -> {
          JsonNode tree = TREE.readTree(bytes);
          if (tree == null || !tree.isObject()) {
            throw invalid("must be a JSON object");
          }
          return tree;
        });
  }

  private <T> T parsed(Reading<T> reading) {
    try (JsonParser parser = JSON.createParser(bytes)) {
      return reading.of(parser);
    } catch (JsonProcessingException e) {
      JsonLocation at = e.getLocation();
      throw invalid(
          at == null
              ? "must be JSON"
              : "must be JSON: it breaks in line %d, column %d"
                  .formatted(at.getLineNr(), at.getColumnNr()));
    } catch (IOException e) {
      throw invalid("must be JSON in UTF-8");
    }
  }

  private static Refusal invalid(String must) {
    return new Refusal(Refusal.BAD_REQUEST, "Invalid body (%s)".formatted(must));
  }

  @FunctionalInterface
  private interface Reading<T> {
    T of(JsonParser parser) throws IOException;
  }
}
