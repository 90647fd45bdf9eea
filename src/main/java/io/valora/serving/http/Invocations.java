package io.valora.serving.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.valora.model.Prediction;
import io.valora.serving.GivenRow;
import java.util.List;

/** MLflow's {@code POST /invocations}: all rows are answered, or none. */
final class Invocations {
  private static final int OK = 200;
  private static final List<String> KINDS =
      List.of("dataframe_records", "dataframe_split", "instances", "inputs");

  private final Service service;

  Invocations(Service service) {
    this.service = service;
  }

  void invoke(Exchange exchange) {
    exchange.requireQuery().requireJson();
    ServedModel served = service.model(exchange);
    JsonBody body = exchange.body();
    JsonNode asked = body.object();
    List<String> given = KINDS.stream().filter(asked::has).toList();
    if (given.size() != 1) {
      throw new Refusal(
          Refusal.BAD_REQUEST, "Missing one of %s".formatted(String.join(", ", KINDS)));
    }
    List<ScoredRow> scored =
        new AllRows(service).answer(served, exchange, rows(given.get(0), asked, body));
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ArrayNode predictions = json.putArray("predictions");
    for (ScoredRow row : scored) {
      Prediction prediction = row.prediction().orElseThrow();
      if (prediction.label().isPresent()) {
        predictions
            .addObject()
            .put("label", prediction.label().get())
            .put("value", prediction.value());
      } else {
        predictions.add(prediction.value());
      }
    }
    exchange.reply(OK, json);
  }

  private static List<GivenRow> rows(String kind, JsonNode asked, JsonBody body) {
    JsonNode given = asked.path(kind);
    ColumnRows columns = new ColumnRows(body);
    if (kind.equals("dataframe_split")) {
      return columns.ofSplit(given);
    }
    return given.isObject() ? columns.ofObject(given) : columns.ofRecords(kind, given);
  }
}
