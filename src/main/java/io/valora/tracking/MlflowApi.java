package io.valora.tracking;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Steps of MLflow's REST API 2.0, each of which may be done twice and then changes nothing: what is
 * created is looked for first, also after a call whose answer was lost.
 */
final class MlflowApi {
  private static final String EXISTS = "RESOURCE_ALREADY_EXISTS";
  private static final int NOT_FOUND = 404;

  private final MlflowHttp http;

  MlflowApi(MlflowHttp http) {
    this.http = http;
  }

  /**
   * Run in MLflow.
   *
   * @param artifacts where its artifacts are, such as {@code mlflow-artifacts:/1/…/artifacts}
   */
  record Run(String experimentId, String id, String artifacts) {}

  /** Id of the experiment of that name, which is created or restored where it isn't there. */
  String experiment(String name) {
    return http.retried(() -> found(name).orElseGet(() -> created(name)));
  }

  private Optional<String> found(String name) {
    JsonNode experiment;
    try {
      String call = "experiments/get-by-name";
      experiment = required(http.get(call, Map.of("experiment_name", name)), "experiment", call);
    } catch (MlflowFailure e) {
      if (e.isStatus(NOT_FOUND)) {
        return Optional.empty();
      }
      throw e;
    }
    String id = required(experiment, "experiment_id", "experiments/get-by-name").asText();
    if (experiment.path("lifecycle_stage").asText().equals("deleted")) {
      http.post("experiments/restore", object().put("experiment_id", id));
    }
    return Optional.of(id);
  }

  private String created(String name) {
    String call = "experiments/create";
    try {
      return required(http.post(call, object().put("name", name)), "experiment_id", call).asText();
    } catch (MlflowFailure e) {
      if (e.isCode(EXISTS)) { // another client was faster
        return found(name).orElseThrow(() -> e);
      }
      throw e;
    }
  }

  /**
   * The run that has all of these tags, which is created where there is none.
   *
   * @param marks tags that tell the run from all others
   * @param more tags of a new run
   */
  Run run(String experimentId, MirroredRun run, Map<String, String> marks) {
    return http.retried(
        () ->
            foundRun(experimentId, marks)
                .orElseGet(
                    () -> {
                      String call = "runs/create";
                      ObjectNode body =
                          object()
                              .put("experiment_id", experimentId)
                              .put("run_name", run.name())
                              .put("start_time", run.started().toEpochMilli());
                      body.putArray("tags").addAll(MirroredRun.pairs(run.tagsOfNew()));
                      return run(required(http.post(call, body), "run", call), call);
                    }));
  }

  private Optional<Run> foundRun(String experimentId, Map<String, String> marks) {
    String filter =
        String.join(
            " and ",
            marks.entrySet().stream()
                .map(mark -> "tags.`%s` = '%s'".formatted(mark.getKey(), mark.getValue()))
                .toList());
    ObjectNode body = object().put("filter", filter).put("max_results", 1);
    body.putArray("experiment_ids").add(experimentId);
    String call = "runs/search";
    JsonNode runs = http.post(call, body).path("runs");
    return runs.size() == 0 ? Optional.empty() : Optional.of(run(runs.get(0), call));
  }

  private static Run run(JsonNode run, String call) {
    JsonNode info = required(run, "info", call);
    return new Run(
        required(info, "experiment_id", call).asText(),
        required(info, "run_id", call).asText(),
        info.path("artifact_uri").asText());
  }

  /**
   * Logs metrics, parameters or tags.
   *
   * @param kind {@code metrics}, {@code params} or {@code tags}
   * @param entries as many as a batch may have
   */
  void log(Run run, String kind, Collection<? extends JsonNode> entries) {
    ObjectNode body = object().put("run_id", run.id());
    body.putArray(kind).addAll(entries);
    http.retried(() -> http.post("runs/log-batch", body));
  }

  /** Logs data that the run has read. */
  void logInputs(Run run, List<ObjectNode> datasets) {
    ObjectNode body = object().put("run_id", run.id());
    body.putArray("datasets").addAll(datasets);
    http.retried(() -> http.post("runs/log-inputs", body));
  }

  /** Puts an artifact through the server's proxy. */
  void putArtifact(String folder, String name, byte[] content) {
    http.retried(
        () -> {
          http.putArtifact(folder + "/" + name, content);
          return name;
        });
  }

  /**
   * Number of the version of a registered model that a run is, which is created where it has none.
   */
  String version(String model, Run run, String source, Map<String, String> tags) {
    http.retried(() -> registered(model));
    return http.retried(
        () ->
            foundVersion(model, run)
                .orElseGet(
                    () -> {
                      String call = "model-versions/create";
                      ObjectNode body =
                          object().put("name", model).put("source", source).put("run_id", run.id());
                      body.putArray("tags").addAll(MirroredRun.pairs(tags));
                      return version(required(http.post(call, body), "model_version", call), call);
                    }));
  }

  private String registered(String model) {
    try {
      http.post("registered-models/create", object().put("name", model));
    } catch (MlflowFailure e) {
      if (!e.isCode(EXISTS)) {
        throw e;
      }
    }
    return model;
  }

  private Optional<String> foundVersion(String model, Run run) {
    String call = "model-versions/search";
    String filter = "name='%s' and run_id='%s'".formatted(model, run.id());
    JsonNode versions = http.get(call, Map.of("filter", filter)).path("model_versions");
    return versions.size() == 0 ? Optional.empty() : Optional.of(version(versions.get(0), call));
  }

  private static String version(JsonNode version, String call) {
    return required(version, "version", call).asText();
  }

  /** Lets an alias of a registered model name a version. */
  void alias(String model, String alias, String version) {
    ObjectNode body = object().put("name", model).put("alias", alias).put("version", version);
    http.retried(() -> http.post("registered-models/alias", body));
  }

  /**
   * @param status {@code FINISHED}, {@code FAILED} or {@code KILLED}
   */
  void end(Run run, String status, Instant ended) {
    ObjectNode body =
        object()
            .put("run_id", run.id())
            .put("status", status)
            .put("end_time", ended.toEpochMilli());
    http.retried(() -> http.post("runs/update", body));
  }

  private static JsonNode required(JsonNode answer, String key, String call) {
    if (!answer.hasNonNull(key)) {
      throw MlflowFailure.lasting(
          "the answer to %s has no '%s' (is it an MLflow server?)".formatted(call, key));
    }
    return answer.get(key);
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
