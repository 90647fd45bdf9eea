package io.valora.registry;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.valora.json.CheckedNode;
import io.valora.lease.Lease;
import io.valora.storage.RunFolder;
import io.valora.storage.Storage;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The pointers {@code models/champion.json} and {@code models/previous.json} of a job. Each is one
 * small file that is replaced at once, so a reader finds the old run or the new one.
 */
public final class ModelAlias {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int FORMAT_VERSION = 1;

  /** A run, and when it was published. */
  private record Named(String runId, Instant published) {}

  private final Storage storage;
  private final RunFolder run;

  /**
   * @param run the run whose job the aliases belong to
   */
  public ModelAlias(Storage storage, RunFolder run) {
    this.storage = storage;
    this.run = run;
  }

  /**
   * Makes the run its job's champion and what was champion before the previous one, in turn with
   * others who do so. Done twice it changes nothing, and a champion that was published later stays.
   *
   * @param published when the run was published
   * @param lease how long others may be silent before they count as dead
   */
  public void promote(Instant published, Duration lease) {
    try (Lease turn = Lease.awaitAliases(storage, run, lease)) {
      new ModelAlias(storage.guardedBy(turn::check), run).promote(published);
    }
  }

  private void promote(Instant published) {
    Optional<Named> champion = named("champion");
    if (champion
        .filter(named -> named.runId.equals(run.runId()) || named.published.isAfter(published))
        .isPresent()) {
      return;
    }
    champion.ifPresent(previous -> write("previous", previous));
    write("champion", new Named(run.runId(), published));
  }

  /** The run id that an alias names, or empty when it was never set. */
  public Optional<String> read(String alias) {
    return named(alias).map(Named::runId);
  }

  private Optional<Named> named(String alias) {
    String file = run.alias(alias);
    return storage.textOf(file).map(text -> named(CheckedNode.parse(file, text)));
  }

  private static Named named(CheckedNode json) {
    json.requireFormatVersion(FORMAT_VERSION);
    String runId = json.text("run-id");
    json.require("run-id", RunFolder.isName(runId), "the name of a run");
    return new Named(runId, json.instant("updated"));
  }

  private void write(String alias, Named named) {
    ObjectNode node = JSON.createObjectNode();
    node.put("format-version", FORMAT_VERSION);
    node.put("job", run.job());
    node.put("run-id", named.runId);
    node.put("updated", named.published.toString());
    storage.write(run.alias(alias), node.toPrettyString());
  }
}
