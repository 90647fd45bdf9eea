package io.valora.serving.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.valora.base.ShownText;
import io.valora.model.Prediction;
import io.valora.schema.ColumnSpec;
import io.valora.serving.GivenRow;
import java.util.ArrayList;
import java.util.List;

/**
 * Doors for clients of other servers: the Open Inference Protocol, version 2, where each input is a
 * tensor of its column, and MLflow's {@code /invocations}. Either answers all rows or none.
 */
final class OtherDoors {
  private static final int OK = 200;
  private static final List<String> KINDS =
      List.of("dataframe_records", "dataframe_split", "instances", "inputs");

  private final Service service;

  OtherDoors(Service service) {
    this.service = service;
  }

  /** {@code GET /v2/models/{job}}. */
  void metadata(Exchange exchange) {
    ServedModel served = service.model(exchange);
    ObjectNode json = object();
    json.put("name", served.run().job());
    json.putArray("versions").add(served.runId());
    json.put("platform", "valora");
    ArrayNode inputs = json.putArray("inputs");
    for (ColumnSpec input : served.signature().inputs()) {
      tensor(inputs, input.name(), input.type().isNumber() ? "FP64" : "BYTES", -1);
    }
    ArrayNode outputs = json.putArray("outputs");
    tensor(outputs, served.signature().output().name(), "FP64", -1);
    if (!served.signature().output().classes().isEmpty()) {
      tensor(outputs, "class", "BYTES", -1);
    }
    exchange.reply(OK, json);
  }

  /** {@code GET /v2/models/{job}/ready}. */
  void ready(Exchange exchange) {
    ServedModel served = service.model(exchange);
    exchange.reply(OK, object().put("name", served.run().job()).put("ready", true));
  }

  /** {@code POST /v2/models/{job}/infer}. */
  void infer(Exchange exchange) {
    exchange.requireQuery().requireJson();
    ServedModel served = service.model(exchange);
    JsonBody body = exchange.body();
    JsonNode asked = body.object();
    ColumnRows columns = new ColumnRows(body);
    JsonNode inputs = asked.path("inputs");
    if (!inputs.isArray() || inputs.isEmpty()) {
      throw new Refusal(Refusal.BAD_REQUEST, "Missing inputs (must be a list of tensors)");
    }
    for (JsonNode input : inputs) {
      String name = input.path("name").asText();
      ArrayNode data = JsonNodeFactory.instance.arrayNode();
      flatten(input.path("data"), data, body);
      requireShape(name, input.path("shape"), data.size());
      columns.add(name, data);
    }
    List<ScoredRow> scored = answer(served, exchange, columns.rows());
    ObjectNode json = object();
    json.put("model_name", served.run().job()).put("model_version", served.runId());
    json.put("id", asked.path("id").isTextual() ? asked.path("id").asText() : Exchange.newId());
    ArrayNode outputs = json.putArray("outputs");
    ArrayNode values =
        tensor(outputs, served.signature().output().name(), "FP64", scored.size()).putArray("data");
    scored.forEach(row -> values.add(row.prediction().orElseThrow().value()));
    if (!served.signature().output().classes().isEmpty()) {
      ArrayNode labels = tensor(outputs, "class", "BYTES", scored.size()).putArray("data");
      scored.forEach(row -> labels.add(row.prediction().orElseThrow().label().orElse("")));
    }
    exchange.reply(OK, json);
  }

  private static void flatten(JsonNode data, ArrayNode into, JsonBody body) {
    if (!data.isArray()) {
      throw new Refusal(Refusal.BAD_REQUEST, "Invalid data (must be a list)");
    }
    for (JsonNode value : data) {
      if (value.isArray()) {
        flatten(value, into, body);
      } else {
        body.requireRoom(into.size());
        into.add(value);
      }
    }
  }

  /** A tensor of n rows is [n] or [n, 1]. */
  private static void requireShape(String name, JsonNode shape, int size) {
    long cells = shape.isArray() && !shape.isEmpty() ? 1 : -1;
    for (JsonNode one : shape) {
      cells *= one.asLong(-1);
    }
    if (cells != size || shape.path(0).asLong() != size) {
      throw new Refusal(
          Refusal.BAD_REQUEST,
          "Invalid shape of %s: %s (must be [%d], the number of its data)"
              .formatted(ShownText.of(name), ShownText.of(shape.toString()), size));
    }
  }

  /** {@code POST /invocations}. */
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
    List<ScoredRow> scored = answer(served, exchange, rows(given.get(0), asked, body));
    ObjectNode json = object();
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

  private List<ScoredRow> answer(ServedModel served, Exchange exchange, List<GivenRow> rows) {
    if (rows.isEmpty()) {
      throw new Refusal(Refusal.BAD_REQUEST, "Missing rows (must be at least one)");
    }
    ServiceConfig config = exchange.config();
    List<ScoredRow> scored =
        new RowScoring(served, config.errors(), 0).score(rows, config.limits().time());
    List<String> problems = new ArrayList<>();
    scored.forEach(row -> problems.addAll(row.problems()));
    if (!problems.isEmpty()) {
      throw new Refusal(Refusal.BAD_REQUEST, problems);
    }
    service.predicted(served, Exchange.newId(), rows, scored);
    return scored;
  }

  private static ObjectNode tensor(ArrayNode into, String name, String type, int rows) {
    ObjectNode tensor = into.addObject().put("name", name).put("datatype", type);
    tensor.putArray("shape").add(rows);
    return tensor;
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
