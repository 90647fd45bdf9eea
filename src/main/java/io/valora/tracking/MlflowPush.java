package io.valora.tracking;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.valora.lineage.RunRecord;
import io.valora.registry.ModelAlias;
import io.valora.storage.RunFolder;
import io.valora.storage.Storage;
import io.valora.tracking.MlflowApi.Run;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Push of a run that has ended to an MLflow server. Done again it finds what is there and changes
 * nothing; what a push that failed left out is added.
 */
final class MlflowPush {
  private static final int METRICS_A_BATCH = 1_000;
  private static final int OTHERS_A_BATCH = 100;

  /** Below the million bytes that a batch may have. */
  private static final int BYTES_A_BATCH = 900_000;

  private static final String CHAMPION = "champion";
  private static final String PROXY = "mlflow-artifacts:";

  private final Storage storage;
  private final MlflowHttp http;
  private final MlflowApi api;
  private final MlflowConfig config;

  MlflowPush(Storage storage, MlflowHttp http, MlflowConfig config) {
    this.storage = storage;
    this.http = http;
    this.api = new MlflowApi(http);
    this.config = config;
  }

  /**
   * @return where the run is in MLflow, in a sentence without a full stop
   */
  String push(RunRecord record, RunFolder folder) {
    MirroredRun mirrored = new MirroredRun(record, folder);
    Run run = api.run(api.experiment(config.experiment()), mirrored, mirrored.marks());
    log(run, "tags", MirroredRun.pairs(mirrored.tags()), OTHERS_A_BATCH);
    log(run, "params", MirroredRun.pairs(mirrored.parameters()), OTHERS_A_BATCH);
    log(run, "metrics", RunMetrics.of(record, storage.textOf(folder.history())), METRICS_A_BATCH);
    api.logInputs(run, RunDatasets.of(record, folder));
    boolean proxied = run.artifacts().startsWith(PROXY);
    if (proxied) {
      putArtifacts(run, record, folder);
    }
    String version = mirrored.succeeded() ? register(run, mirrored) : "";
    api.end(run, mirrored.status(), mirrored.ended());
    return "Run %s of job %s is in MLflow: %s/#/experiments/%s/runs/%s%s%s"
        .formatted(
            folder.runId(),
            folder.job(),
            http.server(),
            run.experimentId(),
            run.id(),
            version,
            proxied
                ? ""
                : "; its files stay in %s: the server has no proxy".formatted(folder.uri()));
  }

  private void log(Run run, String kind, List<? extends JsonNode> entries, int most) {
    List<JsonNode> batch = new ArrayList<>();
    int bytes = 0;
    for (JsonNode entry : entries) {
      int more = bytes(entry);
      if (batch.size() == most || bytes + more > BYTES_A_BATCH) {
        api.log(run, kind, batch);
        batch.clear();
        bytes = 0;
      }
      batch.add(entry);
      bytes += more;
    }
    if (!batch.isEmpty()) {
      api.log(run, kind, batch);
    }
  }

  /** At most: UTF-8 has up to three bytes a character. */
  private static int bytes(JsonNode entry) {
    return 3 * entry.toString().length();
  }

  private void putArtifacts(Run run, RunRecord record, RunFolder folder) {
    String path = run.artifacts().substring(PROXY.length()).replaceFirst("^(//[^/]*)?/", "");
    Map<String, String> files = new LinkedHashMap<>();
    files.put("report.html", folder.report());
    files.put("metrics.json", folder.metricsJson());
    files.put("history.csv", folder.history());
    files.put("run.json", folder.runJson());
    files.forEach(
        (name, file) -> {
          if (storage.exists(file)) {
            api.putArtifact(path, name, storage.readBytes(file));
          }
        });
    api.putArtifact(path, "job.yaml", yaml(record.origin().config()));
  }

  private static byte[] yaml(JsonNode config) {
    try {
      return new YAMLMapper().writeValueAsBytes(config);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A JSON tree that can't be written", e);
    }
  }

  /** Registers a published run; a server takes no model of its own disk. */
  private String register(Run run, MirroredRun mirrored) {
    RunFolder folder = mirrored.folder();
    String source = folder.uri() + "/model";
    if (!source.matches("[a-z0-9]+:.*") || source.startsWith("file:")) {
      source = run.artifacts();
    }
    if (source.isEmpty() || source.startsWith("/") || source.startsWith("file:")) {
      return ", no version of a model: server and run keep files on disks of their own";
    }
    Map<String, String> tags = new LinkedHashMap<>(mirrored.marks());
    tags.put("valora.run-folder", folder.uri());
    String version = api.version(config.model(), run, source, tags);
    boolean champion =
        new ModelAlias(storage, folder).read(CHAMPION).filter(folder.runId()::equals).isPresent();
    if (champion) {
      api.alias(config.model(), CHAMPION, version);
    }
    return ", version %s of model %s%s"
        .formatted(version, config.model(), champion ? " (champion)" : "");
  }
}
