package io.valora.serving.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.valora.model.GoldenRow;
import io.valora.model.ModelKind;
import io.valora.model.Signature;
import io.valora.schema.ColumnSpec;
import java.util.List;

/**
 * OpenAPI 3.0 document of a service, made from the signature of its model with golden rows as
 * examples.
 *
 * @param secured whether requests must bring a token
 */
record OpenApi(ServedModel served, boolean secured) {
  private static final String ROW = "Row";
  private static final String ANSWERS = "Answers";
  private static final String PROBLEMS = "Problems";
  private static final String LIST = "ItemList";
  private static final int EXAMPLES = 3;

  ObjectNode json() {
    ObjectNode json = object();
    json.put("openapi", "3.0.3");
    json.putObject("info")
        .put("title", "Valora: model of job " + served.run().job())
        .put("version", served.runId())
        .put("description", served.signature().output().meaning());
    json.putArray("servers").addObject().put("url", "/");
    ObjectNode paths = json.putObject("paths");
    String model = "/v1/models/" + served.run().job();
    operation(paths, model, "get", "describe", "The model's signature with examples", "Model");
    ObjectNode predict =
        operation(paths, model + "/predict", "post", "predict", "Answers to rows", ANSWERS);
    body(predict, "Rows", rowsExample());
    query(predict, "words", "integer", "How many words that weigh are told of a text");
    if (served.signature().kind() == ModelKind.PAIR) {
      lists(paths, model);
    }
    ObjectNode feedback =
        operation(
            paths, "/v1/feedback", "post", "feedback", "A true answer or an event", "Feedback");
    ObjectNode responses = (ObjectNode) feedback.path("responses");
    responses.set("202", responses.remove("200"));
    body(feedback, "Feedback", null);
    plain(operation(paths, "/health/live", "get", "live", "Whether the process lives", null));
    plain(operation(paths, "/health/ready", "get", "ready", "Whether it takes requests", null));
    plain(operation(paths, "/metrics", "get", "metrics", "Metrics for Prometheus", null));
    components(json.putObject("components"));
    if (secured) {
      json.putArray("security").addObject().putArray("bearer");
    }
    return json;
  }

  private void lists(ObjectNode paths, String model) {
    ObjectNode user =
        operation(
            paths,
            model + "/users/{id}/recommendations",
            "get",
            "recommend",
            "The list for a user",
            LIST);
    id(user);
    query(user, "n", "integer", "Length of the list, from 1 to 1000");
    query(user, "exclude", "array", "Items that the list leaves out");
    query(user, "rated", "string", "excluded or kept: what the user rated");
    ObjectNode visitor =
        operation(
            paths,
            model + "/recommendations",
            "post",
            "recommendToVisitor",
            "The list for a visitor that training never saw",
            LIST);
    body(visitor, "Visitor", null);
    ObjectNode similar =
        operation(
            paths, model + "/items/{id}/similar", "get", "similar", "Items like an item", LIST);
    id(similar);
    query(similar, "n", "integer", "Length of the list, from 1 to 1000");
  }

  private static ObjectNode operation(
      ObjectNode paths, String path, String method, String id, String summary, String schema) {
    ObjectNode operation = paths.withObject("/" + path.replace("~", "~0").replace("/", "~1"));
    ObjectNode one = operation.putObject(method);
    one.put("operationId", id).put("summary", summary);
    ObjectNode responses = one.putObject("responses");
    ObjectNode ok = responses.putObject("200").put("description", summary);
    if (schema != null) {
      content(ok).set("schema", reference(schema));
    }
    ObjectNode other = responses.putObject("default").put("description", "Why there is no answer");
    content(other).set("schema", reference(PROBLEMS));
    return one;
  }

  private static void plain(ObjectNode operation) {
    ((ObjectNode) operation.path("responses").path("200"))
        .putObject("content")
        .putObject("text/plain")
        .putObject("schema")
        .put("type", "string");
  }

  private static void body(ObjectNode operation, String schema, ObjectNode examples) {
    ObjectNode content = content(operation.putObject("requestBody").put("required", true));
    content.set("schema", reference(schema));
    if (examples != null) {
      content.set("examples", examples);
    }
  }

  private static ObjectNode content(ObjectNode into) {
    return into.putObject("content").putObject("application/json");
  }

  private static void id(ObjectNode operation) {
    operation
        .withArray("parameters")
        .addObject()
        .put("name", "id")
        .put("in", "path")
        .put("required", true)
        .putObject("schema")
        .put("type", "string");
  }

  private static void query(ObjectNode operation, String name, String type, String description) {
    ObjectNode schema =
        operation
            .withArray("parameters")
            .addObject()
            .put("name", name)
            .put("in", "query")
            .put("description", description)
            .putObject("schema")
            .put("type", type);
    if (type.equals("array")) {
      schema.putObject("items").put("type", "string");
    }
  }

  private ObjectNode rowsExample() {
    ObjectNode examples = object();
    List<GoldenRow> rows = served.signature().goldenRows().stream().limit(EXAMPLES).toList();
    for (int i = 0; i < rows.size(); i++) {
      examples
          .putObject("golden-row-" + (i + 1))
          .putObject("value")
          .putArray("rows")
          .add(Description.row(rows.get(i)));
    }
    return examples;
  }

  private void components(ObjectNode components) {
    ObjectNode schemas = components.putObject("schemas");
    row(schemas.putObject(ROW));
    ObjectNode rows = typed(schemas.putObject("Rows"));
    rows.putArray("required").add("rows");
    list(rows.putObject("properties").putObject("rows"), ROW).put("minItems", 1);
    ObjectNode answer = typed(schemas.putObject("Answer")).putObject("properties");
    text(answer, "prediction", "label");
    answer.putObject("value").put("type", "number");
    answer.putObject("probability").put("type", "number");
    ObjectNode interval = typed(answer.putObject("interval")).putObject("properties");
    interval.putObject("low").put("type", "number");
    interval.putObject("high").put("type", "number");
    ObjectNode word = answer.putObject("words").put("type", "array").putObject("items");
    ObjectNode parts = typed(word).putObject("properties");
    text(parts, "word");
    parts.putObject("weight").put("type", "number");
    texts(answer, "remarks", "problems");
    ObjectNode answers = typed(schemas.putObject(ANSWERS)).putObject("properties");
    text(answers, "job", "run");
    list(answers.putObject("answers"), "Answer");
    texts(answers, "problems");
    texts(typed(schemas.putObject(PROBLEMS)).putObject("properties"), "problems");
    typed(schemas.putObject("Model")).put("additionalProperties", true);
    ObjectNode feedback = typed(schemas.putObject("Feedback"));
    feedback.putArray("required").add("prediction");
    text(feedback.putObject("properties"), "prediction", "event");
    feedback.withObject("/properties").putObject("value").put("type", "number");
    feedback.withObject("/properties").putObject("label");
    if (served.signature().kind() == ModelKind.PAIR) {
      listSchemas(schemas);
    }
    if (secured) {
      components
          .putObject("securitySchemes")
          .putObject("bearer")
          .put("type", "http")
          .put("scheme", "bearer");
    }
  }

  private static void listSchemas(ObjectNode schemas) {
    ObjectNode item = typed(schemas.putObject("Item")).putObject("properties");
    text(item, "item", "prediction");
    item.putObject("explored").put("type", "boolean");
    item.putObject("stars").put("type", "number");
    item.putObject("similarity").put("type", "number");
    ObjectNode list = typed(schemas.putObject(LIST)).putObject("properties");
    text(list, "job", "run", "prediction", "user", "item", "arm");
    list.putObject("known").put("type", "boolean");
    list.putObject("known-items").put("type", "integer");
    list(list.putObject("items"), "Item");
    list(list.putObject("rated"), "Item");
    texts(list, "unknown-excluded");
    ObjectNode visitor = typed(schemas.putObject("Visitor"));
    visitor.putArray("required").add("history");
    ObjectNode properties = visitor.putObject("properties");
    ObjectNode rated = properties.putObject("history").put("type", "array").putObject("items");
    typed(rated).putArray("required").add("item").add("rating");
    text(rated.putObject("properties"), "item");
    rated.withObject("/properties").putObject("rating").put("type", "number");
    properties.putObject("n").put("type", "integer");
    texts(properties, "exclude");
  }

  private void row(ObjectNode schema) {
    Signature signature = served.signature();
    ArrayNode required = JsonNodeFactory.instance.arrayNode();
    ObjectNode properties =
        typed(schema).put("additionalProperties", false).putObject("properties");
    for (ColumnSpec input : signature.inputs()) {
      ObjectNode one = properties.putObject(input.name());
      if (input.type().isNumber()) {
        ArrayNode either = one.putArray("oneOf");
        ObjectNode number = either.addObject().put("type", "number");
        Description.putBounds(number, input.bounds().min(), input.bounds().max());
        either.addObject().put("type", "string");
      } else {
        one.put("type", "string");
      }
      one.put("nullable", !input.required());
      if (input.required()) {
        required.add(input.name());
      }
    }
    if (!required.isEmpty()) {
      schema.set("required", required);
    }
  }

  private static ObjectNode typed(ObjectNode schema) {
    return schema.put("type", "object");
  }

  private static ObjectNode list(ObjectNode schema, String of) {
    schema.put("type", "array").set("items", reference(of));
    return schema;
  }

  private static void text(ObjectNode properties, String... names) {
    for (String name : names) {
      properties.putObject(name).put("type", "string");
    }
  }

  private static void texts(ObjectNode properties, String... names) {
    for (String name : names) {
      properties.putObject(name).put("type", "array").putObject("items").put("type", "string");
    }
  }

  private static ObjectNode reference(String schema) {
    return object().put("$ref", "#/components/schemas/" + schema);
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
