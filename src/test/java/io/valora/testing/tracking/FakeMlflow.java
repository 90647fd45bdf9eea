package io.valora.testing.tracking;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * HTTP server with the calls of MLflow's REST API that the mirror makes, answered as a server of
 * version 3.11 was seen to: the same limits, error codes and forgiveness of repeated entries.
 */
public final class FakeMlflow implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String INVALID = "INVALID_PARAMETER_VALUE";

  /** Run as the server keeps it. */
  public static final class Run {
    public final Map<String, String> tags = new LinkedHashMap<>();
    public final Map<String, String> params = new LinkedHashMap<>();
    public final Set<String> metrics = new LinkedHashSet<>();
    public final Set<String> datasets = new LinkedHashSet<>();
    public String experiment;
    public String name;
    public String status = "RUNNING";
    public long started;
    public long ended;
  }

  /** Answer in place of the usual one; false where the usual one is to follow. */
  @FunctionalInterface
  public interface Fault {
    boolean answers(HttpExchange exchange) throws IOException;
  }

  /** Refusal of a call. */
  private static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final int status;
    private final String code;

    Refused(int status, String code, String message) {
      super(message);
      this.status = status;
      this.code = code;
    }
  }

  public final Map<String, String> experiments = new LinkedHashMap<>();
  public final Set<String> deleted = new LinkedHashSet<>();
  public final Map<String, Run> runs = new LinkedHashMap<>();
  public final Map<String, byte[]> artifacts = new LinkedHashMap<>();
  public final Map<String, List<String>> versions = new LinkedHashMap<>();
  public final Map<String, String> aliases = new LinkedHashMap<>();
  public final List<String> calls = new ArrayList<>();
  public final Set<String> authorizations = new LinkedHashSet<>();

  /** Prefix of the place of artifacts. */
  public String artifactRoot = "mlflow-artifacts:/";

  private final Map<String, Deque<Fault>> faults = new LinkedHashMap<>();
  private final Set<String> lost = new LinkedHashSet<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;

  public FakeMlflow() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  public String uri() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Lets the next call of a kind, such as {@code runs/create}, meet a fault. */
  public void fail(String call, Fault fault) {
    faults.computeIfAbsent(call, name -> new ArrayDeque<>()).add(fault);
  }

  /** Lets the next call of a kind be done, and its answer be lost. */
  public void loseAnswer(String call) {
    lost.add(call);
  }

  /** A fault that is an answer. */
  public static Fault answer(int status, String body, String... header) {
    return exchange -> {
      if (header.length > 0) {
        exchange.getResponseHeaders().add(header[0], header[1]);
      }
      send(exchange, status, body);
      return true;
    };
  }

  /** The only run. */
  public Run run() {
    if (runs.size() != 1) {
      throw new AssertionError("runs: " + runs.keySet());
    }
    return runs.values().iterator().next();
  }

  public long count(String call) {
    return calls.stream().filter(call::equals).count();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private synchronized void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getRawPath();
    byte[] body = exchange.getRequestBody().readAllBytes();
    String call =
        path.replaceFirst("/api/2\\.0/mlflow/", "")
            .replaceFirst("/api/2\\.0/mlflow-artifacts/artifacts/.*", "artifact");
    calls.add(call);
    authorizations.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
    Deque<Fault> planned = faults.getOrDefault(call, new ArrayDeque<>());
    Fault fault = planned.poll();
    if (fault != null && fault.answers(exchange)) {
      return;
    }
    try {
      String answer = answer(exchange, call, body);
      if (lost.remove(call)) {
        exchange.close();
      } else {
        send(exchange, 200, answer);
      }
    } catch (Refused e) {
      String json =
          JsonNodeFactory.instance
              .objectNode()
              .put("error_code", e.code)
              .put("message", e.getMessage())
              .toString();
      send(exchange, e.status, json);
    }
  }

  private String answer(HttpExchange exchange, String call, byte[] body) {
    if (call.equals("artifact")) {
      String path = exchange.getRequestURI().getPath();
      artifacts.put(path.substring(path.indexOf("/artifacts/") + 11), body);
      return "{}";
    }
    JsonNode json = body.length == 0 ? query(exchange) : parsed(body);
    return switch (call) {
      case "experiments/get-by-name" -> experiment(json.path("experiment_name").asText());
      case "experiments/create" -> create(json.path("name").asText());
      case "experiments/restore" -> restore(json.path("experiment_id").asText());
      case "runs/create" -> createRun(json);
      case "runs/search" -> searchRuns(json);
      case "runs/log-batch" -> logBatch(json);
      case "runs/log-inputs" -> logInputs(json);
      case "runs/update" -> update(json);
      case "registered-models/create" -> register(json.path("name").asText());
      case "model-versions/create" -> createVersion(json);
      case "model-versions/search" -> searchVersions(json.path("filter").asText());
      case "registered-models/alias" -> alias(json);
      default -> throw new Refused(404, "ENDPOINT_NOT_FOUND", "Not found");
    };
  }

  private String experiment(String name) {
    if (!experiments.containsKey(name)) {
      throw new Refused(
          404,
          "RESOURCE_DOES_NOT_EXIST",
          "Could not find experiment with name '%s'".formatted(name));
    }
    String id = experiments.get(name);
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.putObject("experiment")
        .put("experiment_id", id)
        .put("name", name)
        .put("lifecycle_stage", deleted.contains(id) ? "deleted" : "active");
    return json.toString();
  }

  private String create(String name) {
    if (experiments.containsKey(name)) {
      throw new Refused(
          400, "RESOURCE_ALREADY_EXISTS", "Experiment(name=%s) already exists.".formatted(name));
    }
    experiments.put(name, String.valueOf(experiments.size() + 1));
    return "{\"experiment_id\": \"%s\"}".formatted(experiments.get(name));
  }

  private String restore(String id) {
    deleted.remove(id);
    return "{}";
  }

  private String createRun(JsonNode json) {
    Run run = new Run();
    run.experiment = json.path("experiment_id").asText();
    run.name = json.path("run_name").asText();
    run.started = json.path("start_time").asLong();
    require(!deleted.contains(run.experiment), "The experiment must be in the 'active' state");
    json.path("tags").forEach(tag -> run.tags.put(text(tag, "key"), text(tag, "value")));
    String id = "%032x".formatted(runs.size() + 1);
    runs.put(id, run);
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.set("run", json(id, run));
    return answer.toString();
  }

  private ObjectNode json(String id, Run run) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.putObject("info")
        .put("run_id", id)
        .put("experiment_id", run.experiment)
        .put("artifact_uri", "%s%s/%s/artifacts".formatted(artifactRoot, run.experiment, id));
    return json;
  }

  private String searchRuns(JsonNode json) {
    String[] conditions = json.path("filter").asText().split(" and ");
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    runs.forEach(
        (id, run) -> {
          boolean all = run.experiment.equals(json.path("experiment_ids").path(0).asText());
          for (String condition : conditions) {
            String[] parts = condition.split("'");
            String tag = condition.replaceFirst("tags\\.`([^`]+)` = .*", "$1");
            all &= parts[1].equals(run.tags.get(tag));
          }
          if (all) {
            answer.withArray("runs").add(json(id, run));
          }
        });
    return answer.toString();
  }

  private String logBatch(JsonNode json) {
    Run run = run(json);
    require(json.toString().getBytes(UTF_8).length <= 1_000_000, "Batched logging: too long");
    require(json.path("metrics").size() <= 1_000, "At most 1000 metrics");
    require(json.path("params").size() <= 100, "At most 100 params");
    require(json.path("tags").size() <= 100, "At most 100 tags");
    for (JsonNode metric : json.path("metrics")) {
      requireName(text(metric, "key"));
      run.metrics.add(metric.toString());
    }
    for (JsonNode param : json.path("params")) {
      requireName(text(param, "key"));
      String was = run.params.putIfAbsent(text(param, "key"), text(param, "value"));
      require(
          was == null || was.equals(text(param, "value")),
          "Changing param values is not allowed. Param with key='%s'"
              .formatted(text(param, "key")));
    }
    json.path("tags").forEach(tag -> run.tags.put(text(tag, "key"), text(tag, "value")));
    return "{}";
  }

  private String logInputs(JsonNode json) {
    for (JsonNode input : json.path("datasets")) {
      JsonNode dataset = input.path("dataset");
      require(text(dataset, "digest").length() <= 36, "Dataset digest exceeds the maximum length");
      require(dataset.has("source") && dataset.has("source_type"), "Missing value");
      run(json)
          .datasets
          .add(
              "%s %s %s"
                  .formatted(
                      text(dataset, "name"),
                      text(dataset, "digest"),
                      text(input.path("tags").path(0), "value")));
    }
    return "{}";
  }

  private String update(JsonNode json) {
    Run run = run(json);
    run.status = text(json, "status");
    run.ended = json.path("end_time").asLong();
    return "{\"run_info\": {}}";
  }

  private String register(String name) {
    if (versions.containsKey(name)) {
      throw new Refused(
          400,
          "RESOURCE_ALREADY_EXISTS",
          "Registered Model (name=%s) already exists.".formatted(name));
    }
    versions.put(name, new ArrayList<>());
    return "{\"registered_model\": {}}";
  }

  private String createVersion(JsonNode json) {
    String source = text(json, "source");
    require(!source.startsWith("file:"), "Invalid model version source: '%s'".formatted(source));
    List<String> of = versions.get(text(json, "name"));
    of.add(text(json, "run_id"));
    return "{\"model_version\": {\"version\": \"%d\"}}".formatted(of.size());
  }

  private String searchVersions(String filter) {
    String[] parts = filter.split("'");
    int found = versions.getOrDefault(parts[1], List.of()).indexOf(parts[3]);
    return found < 0 ? "{}" : "{\"model_versions\": [{\"version\": \"%d\"}]}".formatted(found + 1);
  }

  private String alias(JsonNode json) {
    aliases.put(text(json, "name") + "@" + text(json, "alias"), text(json, "version"));
    return "{}";
  }

  private Run run(JsonNode json) {
    Run run = runs.get(text(json, "run_id"));
    if (run == null) {
      throw new Refused(404, "RESOURCE_DOES_NOT_EXIST", "Run not found");
    }
    return run;
  }

  private static void requireName(String name) {
    require(name.matches("[\\p{L}\\p{N}_. :/-]{1,250}"), "Invalid name: '%s'".formatted(name));
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new Refused(400, INVALID, message);
    }
  }

  private static String text(JsonNode json, String key) {
    return json.path(key).asText();
  }

  private static JsonNode parsed(byte[] body) {
    try {
      return JSON.readTree(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode query(HttpExchange exchange) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    for (String one : exchange.getRequestURI().getRawQuery().split("&")) {
      String[] parts = one.split("=", 2);
      json.put(parts[0], URLDecoder.decode(parts[1], UTF_8));
    }
    return json;
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
