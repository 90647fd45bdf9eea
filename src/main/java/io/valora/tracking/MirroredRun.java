package io.valora.tracking;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.valora.base.Outcome;
import io.valora.base.Sha256;
import io.valora.config.DottedKeys;
import io.valora.lineage.RunIdentity;
import io.valora.lineage.RunProgress;
import io.valora.lineage.RunRecord;
import io.valora.lineage.RunStatus;
import io.valora.lineage.SplitFingerprint;
import io.valora.storage.RunFolder;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Name, tags, parameters and end of a run in the words of MLflow.
 *
 * @param record the run's {@code run.json}
 */
record MirroredRun(RunRecord record, RunFolder folder) {
  /** Sections of a job file that nothing in a run depends on. */
  private static final List<String> BESIDES = List.of(MlflowConfig.TRACKING, "tuning");

  /** A longer value would be cut without a word. */
  private static final int MOST_CHARACTERS = 6_000;

  private static final int MOST_OF_A_NAME = 250;
  private static final int DIGEST_CHARACTERS = 32;
  private static final String UNKNOWN = "unknown";

  String name() {
    return record.identity().runId();
  }

  Instant started() {
    return record.identity().created();
  }

  Instant ended() {
    return record.progress().updated();
  }

  boolean succeeded() {
    return record.progress().status() == RunStatus.SUCCEEDED;
  }

  String status() {
    if (succeeded()) {
      return "FINISHED";
    }
    boolean killed = record.progress().outcome().filter(Outcome.INTERRUPTED::equals).isPresent();
    return killed ? "KILLED" : "FAILED";
  }

  /**
   * Tags by which the run is found again. One that was tried anew with other settings is another
   * run in MLflow, where parameters never change.
   */
  Map<String, String> marks() {
    RunIdentity identity = record.identity();
    String facts =
        String.join(
            "\n", identity.job(), name(), identity.created().toString(), parameters().toString());
    return Map.of("valora.run-id", name(), "valora.fingerprint", digest(facts));
  }

  /** Tags of a run that isn't there yet; others may be changed in MLflow later on. */
  Map<String, String> tagsOfNew() {
    Map<String, String> tags = new LinkedHashMap<>(marks());
    tags.put("mlflow.user", System.getProperty("user.name", UNKNOWN));
    tags.put("mlflow.source.type", "JOB");
    tags.put("mlflow.source.name", "valora run " + record.identity().job());
    return tags;
  }

  Map<String, String> tags() {
    Map<String, String> environment = record.origin().environment();
    Map<String, String> tags = new LinkedHashMap<>();
    tags.put("valora.job", record.identity().job());
    tags.put("valora.version", environment.getOrDefault("valora", UNKNOWN));
    String commit = environment.getOrDefault("commit", UNKNOWN);
    if (!commit.equals(UNKNOWN)) {
      tags.put("mlflow.source.git.commit", commit);
    }
    tags.put("valora.run-folder", folder.uri());
    tags.put("valora.outcome", outcome());
    record.parameterHash().ifPresent(hash -> tags.put("valora.parameter-hash", hash));
    record.rows().split().ifPresent(split -> tags.put("valora.split-fingerprint", text(split)));
    tags.replaceAll((key, value) -> cut(value));
    return tags;
  }

  private String outcome() {
    RunProgress progress = record.progress();
    int code = progress.outcome().map(Outcome::code).orElse(Outcome.UNEXPECTED.code());
    return succeeded() ? "succeeded" : "code %d: %s".formatted(code, progress.message());
  }

  private static String text(SplitFingerprint split) {
    return "train %s, validation %s, test %s"
        .formatted(split.train().hash(), split.validation().hash(), split.test().hash());
  }

  /** The settings in force by dotted key, but where the run is mirrored to and its search. */
  Map<String, String> parameters() {
    ObjectNode config = (ObjectNode) record.origin().config();
    config.remove(BESIDES);
    Map<String, String> parameters = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    DottedKeys.of(config)
        .forEach(
            (key, value) -> {
              if (!value.isBlank()) {
                parameters.putIfAbsent(named(key), cut(value));
              }
            });
    return parameters;
  }

  /** A key in the characters that MLflow takes. */
  static String named(String key) {
    String name =
        key.replaceAll("\\[(\\d+)]", ".$1").replaceAll("[^\\p{L}\\p{N}_.: -]", "_").strip();
    return name.substring(0, Math.min(name.length(), MOST_OF_A_NAME));
  }

  private static String cut(String value) {
    return value.length() <= MOST_CHARACTERS
        ? value
        : value.substring(0, MOST_CHARACTERS - 2).replaceFirst("[\\ud800-\\udbff]$", "") + " …";
  }

  /** The first digits of the SHA-256 of a text: MLflow takes 36. */
  static String digest(String text) {
    MessageDigest digest = Sha256.digest();
    digest.update(text.getBytes(UTF_8));
    return Sha256.hex(digest).substring(0, DIGEST_CHARACTERS);
  }

  /** {@code {"key": …, "value": …}} of each. */
  static List<ObjectNode> pairs(Map<String, String> values) {
    return values.entrySet().stream()
        .map(
            one ->
                JsonNodeFactory.instance
                    .objectNode()
                    .put("key", one.getKey())
                    .put("value", one.getValue()))
        .toList();
  }
}
