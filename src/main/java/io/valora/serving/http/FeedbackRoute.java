package io.valora.serving.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.valora.base.EventName;
import io.valora.base.ShownText;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** {@code POST /v1/feedback}: the true answer to a prediction, or an event that followed it. */
final class FeedbackRoute {
  private static final int ACCEPTED = 202;
  private static final String ID = "[0-9a-f]{24}\\.\\d{1,9}";

  private static final Set<String> KEYS = Set.of("prediction", "label", "event", "value");

  private final PredictionLog log;

  FeedbackRoute(PredictionLog log) {
    this.log = log;
  }

  void take(Exchange exchange) {
    exchange.requireQuery().requireJson();
    JsonNode body = exchange.body().object();
    List<String> problems = new ArrayList<>();
    body.fieldNames()
        .forEachRemaining(
            name -> {
              if (!KEYS.contains(name)) {
                problems.add(
                    "Unknown key %s (must be prediction, label, event or value)"
                        .formatted(ShownText.of(name)));
              }
            });
    JsonNode prediction = body.path("prediction");
    if (!prediction.isTextual() || !prediction.asText().matches(ID)) {
      problems.add("Invalid prediction (must be the id that an answer had)");
    }
    noteSaid(body, problems);
    if (!problems.isEmpty()) {
      throw new Refusal(Refusal.BAD_REQUEST, problems);
    }
    log.feedback(body);
    exchange.reply(
        ACCEPTED, JsonNodeFactory.instance.objectNode().put("prediction", prediction.asText()));
  }

  private static void noteSaid(JsonNode body, List<String> problems) {
    JsonNode label = body.path("label");
    JsonNode event = body.path("event");
    if (body.has("label") == body.has("event")) {
      problems.add(
          "Invalid feedback (must have a label, the true answer, or an event such as clicked)");
    } else if (body.has("label") && (!label.isValueNode() || label.isNull())) {
      problems.add("Invalid label (must be the true answer)");
    } else if (body.has("event") && !(event.isTextual() && EventName.is(event.asText()))) {
      problems.add("Invalid event (%s)".formatted(EventName.MUST));
    }
    if (body.has("value") && !(body.has("event") && body.path("value").isNumber())) {
      problems.add("Invalid value (must be a number beside an event)");
    }
  }
}
