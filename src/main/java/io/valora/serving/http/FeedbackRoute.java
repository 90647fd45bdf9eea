package io.valora.serving.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.valora.base.ShownText;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** {@code POST /v1/feedback}: the true answer to a prediction. */
final class FeedbackRoute {
  private static final int ACCEPTED = 202;
  private static final String ID = "[0-9a-f]{24}\\.\\d{1,9}";

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
              if (!Set.of("prediction", "label").contains(name)) {
                problems.add(
                    "Unknown key %s (must be prediction or label)".formatted(ShownText.of(name)));
              }
            });
    JsonNode prediction = body.path("prediction");
    if (!prediction.isTextual() || !prediction.asText().matches(ID)) {
      problems.add("Invalid prediction (must be the id that an answer had)");
    }
    JsonNode label = body.path("label");
    if (!label.isValueNode() || label.isNull()) {
      problems.add("Missing label (must be the true answer)");
    }
    if (!problems.isEmpty()) {
      throw new Refusal(Refusal.BAD_REQUEST, problems);
    }
    log.feedback(prediction.asText(), label);
    exchange.reply(
        ACCEPTED, JsonNodeFactory.instance.objectNode().put("prediction", prediction.asText()));
  }
}
