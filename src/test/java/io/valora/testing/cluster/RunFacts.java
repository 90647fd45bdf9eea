package io.valora.testing.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.valora.storage.RunFolder;
import io.valora.storage.Storage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a run's {@code run.json} says, apart from times and places.
 *
 * @param outcome status, code, message and stage
 * @param results everything that must be the same wherever the job ran
 */
public record RunFacts(Map<String, String> outcome, Map<String, JsonNode> results) {
  private static final List<String> OUTCOME = List.of("status", "code", "message", "stage");
  private static final List<String> RESULTS =
      List.of(
          "ledger", "split-fingerprint", "leak", "quarantine-reasons", "parameter-hash", "metrics");

  /** Of the run {@link RatingsJob#RUN_ID} under a storage root. */
  public static RunFacts of(Storage storage, String root) {
    RunFolder folder = new RunFolder(root, "ratings", RatingsJob.RUN_ID);
    JsonNode run = json(storage.readText(folder.runJson()));
    Map<String, String> outcome = new LinkedHashMap<>();
    OUTCOME.forEach(key -> outcome.put(key, run.path(key).asText()));
    Map<String, JsonNode> results = new LinkedHashMap<>();
    RESULTS.forEach(key -> results.put(key, run.path(key)));
    results.put("input bytes", run.at("/inputs/0/bytes"));
    results.put("input sha256", run.at("/inputs/0/sha256"));
    return new RunFacts(outcome, results);
  }

  private static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
