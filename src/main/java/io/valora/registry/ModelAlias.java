package io.valora.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.valora.base.JobException;
import io.valora.base.Outcome;
import io.valora.storage.RunFolder;
import io.valora.storage.Storage;
import java.time.Instant;
import java.util.Optional;

/**
 * The pointers {@code models/champion.json} and {@code models/previous.json} of a job. Each is one
 * small file that is replaced at once, so a reader finds the old run or the new one.
 */
public final class ModelAlias {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int FORMAT_VERSION = 1;

  private final Storage storage;
  private final RunFolder run;

  /**
   * @param run the run whose job the aliases belong to
   */
  public ModelAlias(Storage storage, RunFolder run) {
    this.storage = storage;
    this.run = run;
  }

  /** Makes the run its job's champion and what was champion before the previous one. */
  public void promote(Instant at) {
    Optional<String> champion = read("champion");
    if (champion.isPresent() && champion.get().equals(run.runId())) {
      return;
    }
    champion.ifPresent(previous -> write("previous", previous, at));
    write("champion", run.runId(), at);
  }

  /** The run id that an alias names, or empty when it was never set. */
  public Optional<String> read(String alias) {
    String file = run.alias(alias);
    if (!storage.exists(file)) {
      return Optional.empty();
    }
    try {
      JsonNode node = JSON.readTree(storage.readText(file));
      if (node.path("format-version").asInt() == FORMAT_VERSION && node.hasNonNull("run-id")) {
        return Optional.of(node.get("run-id").asText());
      }
    } catch (JsonProcessingException e) {
      throw JobException.cannot(Outcome.UNEXPECTED, "read " + file, "it is not JSON", e);
    }
    throw JobException.cannot(
        Outcome.UNEXPECTED, "read " + file, "it is not an alias of format-version 1");
  }

  private void write(String alias, String runId, Instant at) {
    ObjectNode node = JSON.createObjectNode();
    node.put("format-version", FORMAT_VERSION);
    node.put("job", run.job());
    node.put("run-id", runId);
    node.put("updated", at.toString());
    storage.write(run.alias(alias), node.toPrettyString());
  }
}
