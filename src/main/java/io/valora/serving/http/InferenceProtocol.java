package io.valora.serving.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.valora.base.ShownText;
import io.valora.lineage.CodeVersion;
import io.valora.model.Output;
import io.valora.model.Prediction;
import io.valora.schema.ColumnSpec;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The Open Inference Protocol, version 2: each input is a tensor of its column, or one tensor holds
 * a row of all inputs for each row. All rows are answered, or none.
 */
final class InferenceProtocol {
  private static final int OK = 200;
  private static final String CLASS = "class";

  private final Service service;

  InferenceProtocol(Service service) {
    this.service = service;
  }

  /**
   * @param ready whether the service is
   * @param at a route that asks for the token
   */
  void route(RoutesConfig routes, BooleanSupplier ready, Function<Consumer<Exchange>, Handler> at) {
    routes.get("/v2/health/live", context -> reply(context, "live", true));
    routes.get("/v2/health/ready", context -> reply(context, "ready", ready.getAsBoolean()));
    routes.get("/v2", at.apply(InferenceProtocol::server));
    for (String model : List.of("/v2/models/{job}", "/v2/models/{job}/versions/{version}")) {
      routes.get(model, at.apply(this::metadata));
      routes.get(model + "/ready", at.apply(this::ready));
      routes.post(model + "/infer", at.apply(this::infer));
    }
  }

  private static void reply(Context context, String key, boolean value) {
    context
        .status(value ? OK : Refusal.UNAVAILABLE)
        .contentType("application/json")
        .result(object().put(key, value).toString());
  }

  private static void server(Exchange exchange) {
    ObjectNode json =
        object().put("name", "valora").put("version", CodeVersion.ofThisBuild().version());
    json.putArray("extensions");
    exchange.reply(OK, json);
  }

  private void metadata(Exchange exchange) {
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
      tensor(outputs, CLASS, "BYTES", -1);
    }
    exchange.reply(OK, json);
  }

  private void ready(Exchange exchange) {
    ServedModel served = service.model(exchange);
    exchange.reply(OK, object().put("name", served.run().job()).put("ready", true));
  }

  private void infer(Exchange exchange) {
    exchange.requireQuery().requireJson();
    ServedModel served = service.model(exchange);
    JsonBody body = exchange.body();
    JsonNode asked = body.object();
    ColumnRows columns = new ColumnRows(body);
    JsonNode inputs = asked.path("inputs");
    if (!inputs.isArray() || inputs.isEmpty()) {
      throw new Refusal(Refusal.BAD_REQUEST, "Missing inputs (must be a list of tensors)");
    }
    List<String> names = served.signature().names();
    for (JsonNode input : inputs) {
      String name = input.path("name").asText();
      ArrayNode data = JsonNodeFactory.instance.arrayNode();
      int most = inputs.size() == 1 && !names.contains(name) ? names.size() : 1;
      flatten(input.path("data"), data, body, most);
      if (most > 1 && input.path("shape").path(1).asInt() == most) {
        requireShape(name, input.path("shape"), data.size(), most);
        addAll(columns, names, data);
      } else {
        requireShape(name, input.path("shape"), data.size(), 1);
        columns.add(name, data);
      }
    }
    Set<String> wanted = wanted(asked.path("outputs"), served.signature().output());
    List<ScoredRow> scored = new AllRows(service).answer(served, exchange, columns.rows());
    ObjectNode json = object();
    json.put("model_name", served.run().job()).put("model_version", served.runId());
    json.put("id", asked.path("id").isTextual() ? asked.path("id").asText() : Exchange.newId());
    ArrayNode outputs = json.putArray("outputs");
    for (String name : wanted) {
      boolean isClass = name.equals(CLASS);
      ArrayNode data =
          tensor(outputs, name, isClass ? "BYTES" : "FP64", scored.size()).putArray("data");
      for (ScoredRow row : scored) {
        Prediction prediction = row.prediction().orElseThrow();
        if (isClass) {
          data.add(prediction.label().orElse(""));
        } else {
          data.add(prediction.value());
        }
      }
    }
    exchange.reply(OK, json);
  }

  /** Rows of all inputs, one behind the other. */
  private static void addAll(ColumnRows columns, List<String> names, ArrayNode data) {
    for (int column = 0; column < names.size(); column++) {
      ArrayNode one = JsonNodeFactory.instance.arrayNode();
      for (int cell = column; cell < data.size(); cell += names.size()) {
        one.add(data.get(cell));
      }
      columns.add(names.get(column), one);
    }
  }

  /** Names of the outputs that are asked for, without any of all. */
  private static Set<String> wanted(JsonNode asked, Output output) {
    Set<String> there = new LinkedHashSet<>(List.of(output.name()));
    if (!output.classes().isEmpty()) {
      there.add(CLASS);
    }
    Set<String> wanted = new LinkedHashSet<>();
    asked.forEach(one -> wanted.add(one.path("name").asText()));
    for (String name : wanted) {
      if (!there.contains(name)) {
        throw new Refusal(
            Refusal.BAD_REQUEST,
            "Unknown output %s (must be %s)"
                .formatted(ShownText.of(name), String.join(" or ", there)));
      }
    }
    return wanted.isEmpty() ? there : wanted;
  }

  private static void flatten(JsonNode data, ArrayNode into, JsonBody body, int columns) {
    if (!data.isArray()) {
      throw new Refusal(Refusal.BAD_REQUEST, "Invalid data (must be a list)");
    }
    for (JsonNode value : data) {
      if (value.isArray()) {
        flatten(value, into, body, columns);
      } else {
        body.requireRoom(into.size() / columns);
        into.add(value);
      }
    }
  }

  /** A tensor of n rows is [n] or [n, 1], and of several columns [n, columns]. */
  private static void requireShape(String name, JsonNode shape, int size, int columns) {
    long cells = shape.isArray() && !shape.isEmpty() ? 1 : -1;
    for (JsonNode one : shape) {
      cells *= one.asLong(-1);
    }
    if (cells != size || shape.path(0).asLong() * columns != size) {
      throw new Refusal(
          Refusal.BAD_REQUEST,
          "Invalid shape of %s: %s (must be [%d%s], as many as its data)"
              .formatted(
                  ShownText.of(name),
                  ShownText.of(shape.toString()),
                  size / columns,
                  columns == 1 ? "" : ", " + columns));
    }
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
