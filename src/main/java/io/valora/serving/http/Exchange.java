package io.valora.serving.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.valora.base.ShownText;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/** One request with its response, as JSON. */
record Exchange(Context context, ServiceConfig config) {
  private static final String JSON = "application/json";
  private static final String INFERENCE_PROTOCOL = "/v2";

  /** The body of a request of JSON. */
  JsonBody body() {
    return new JsonBody(context.bodyAsBytes(), config.limits().rows());
  }

  /** Refuses a body that doesn't say that it is JSON. */
  void requireJson() {
    String type = context.contentType();
    if (type == null || !type.toLowerCase(Locale.ROOT).startsWith(JSON)) {
      throw new Refusal(
          Refusal.WRONG_TYPE,
          "Invalid Content-Type: %s (must be application/json)"
              .formatted(type == null ? "none" : ShownText.of(type)));
    }
  }

  /** Refuses names of the query that aren't known. */
  Exchange requireQuery(String... known) {
    Set<String> names = Set.of(known);
    for (String name : context.queryParamMap().keySet()) {
      if (!names.contains(name)) {
        throw new Refusal(
            Refusal.BAD_REQUEST,
            "Unknown ?%s (must be %s)"
                .formatted(
                    ShownText.of(name), known.length == 0 ? "none" : String.join(", ", known)));
      }
    }
    return this;
  }

  /** A whole number of the query. */
  int number(String name, int usual, int least, int most) {
    String text = context.queryParam(name);
    if (text == null) {
      return usual;
    }
    try {
      int number = Integer.parseInt(text);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException notANumber) {
      // Refused below.
    }
    throw new Refusal(
        Refusal.BAD_REQUEST,
        "Invalid ?%s: %s (must be a whole number from %,d to %,d)"
            .formatted(name, ShownText.of(text), least, most));
  }

  void reply(int status, byte[] json) {
    context.status(status).contentType(JSON).result(json);
  }

  void reply(int status, JsonNode json) {
    reply(status, json.toString().getBytes(UTF_8));
  }

  void reply(Refusal refusal) {
    ObjectNode json = problems(refusal.problems());
    if (context.path().startsWith(INFERENCE_PROTOCOL)) {
      json.put("error", String.join("; ", refusal.problems()));
    }
    reply(refusal.status(), json);
  }

  static ObjectNode problems(List<String> sentences) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    sentences.forEach(json.putArray("problems")::add);
    return json;
  }

  /** An id that no other request has. */
  static String newId() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    HexFormat hex = HexFormat.of();
    return hex.toHexDigits(random.nextLong()) + hex.toHexDigits(random.nextInt());
  }
}
