package io.valora.registry;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.valora.json.CheckedNode;
import io.valora.lease.Lease;
import io.valora.storage.RunFolder;
import io.valora.storage.Storage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The pointers {@code models/champion.json} and {@code models/previous.json} of a job. Each is one
 * small file that is replaced at once, so a reader finds the old run or the new one.
 */
public final class ModelAlias {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int FORMAT_VERSION = 1;
  private static final String CHAMPION = "champion";
  private static final String PREVIOUS = "previous";
  private static final Pattern LOGICAL_DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

  /**
   * A run that an alias names.
   *
   * @param earlier runs that it named before, the latest last
   */
  private record Named(String runId, Instant published, List<String> earlier) {
    Named {
      earlier = List.copyOf(earlier);
    }

    List<String> all() {
      List<String> all = new ArrayList<>(earlier);
      all.add(runId);
      return all;
    }
  }

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
   * others who do so. Clocks don't decide: of runs of a logical date the latest date is champion,
   * any other run is from its publication on until the next. Done twice it changes nothing.
   *
   * @param published when the run was published; it decides only against an alias of an earlier
   *     version, which doesn't keep the runs that it named before
   * @param lease how long others may be silent before they count as dead
   */
  public void promote(Instant published, Duration lease) {
    try (Lease turn = Lease.awaitAliases(storage, run, lease)) {
      new ModelAlias(storage.guardedBy(turn::check), run).promote(published);
    }
  }

  private void promote(Instant published) {
    Optional<Named> champion = named(CHAMPION);
    if (champion.filter(named -> stays(named, published)).isPresent()) {
      return;
    }
    champion.ifPresent(previous -> write(PREVIOUS, previous));
    List<String> earlier = champion.map(Named::all).orElse(List.of());
    write(CHAMPION, new Named(run.runId(), published, earlier));
  }

  private boolean stays(Named champion, Instant published) {
    boolean ofEarlierVersion =
        champion.earlier().isEmpty() && champion.published().isAfter(published);
    return champion.all().contains(run.runId())
        || champion.all().stream().anyMatch(this::isOfLaterDate)
        || (ofEarlierVersion && named(PREVIOUS).isPresent());
  }

  /** Whether both runs are named after logical dates, and the other date is later. */
  private boolean isOfLaterDate(String other) {
    return LOGICAL_DATE.matcher(other).matches()
        && LOGICAL_DATE.matcher(run.runId()).matches()
        && other.compareTo(run.runId()) > 0;
  }

  /** The reason why this published run isn't the champion; empty when it is, or nothing is. */
  public Optional<String> reasonAgainst() {
    return read(CHAMPION)
        .filter(champion -> !champion.equals(run.runId()))
        .map(
            champion ->
                isOfLaterDate(champion)
                    ? "%s stays: its logical date is later".formatted(champion)
                    : "%s stays: it was published later".formatted(champion));
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
    return new Named(runId, json.instant("updated"), earlier(json));
  }

  /** Absent in files of earlier versions. */
  private static List<String> earlier(CheckedNode json) {
    return json.optional("earlier").isPresent()
        ? json.elements("earlier", CheckedNode::requireText)
        : List.of();
  }

  private void write(String alias, Named named) {
    ObjectNode node = JSON.createObjectNode();
    node.put("format-version", FORMAT_VERSION);
    node.put("job", run.job());
    node.put("run-id", named.runId);
    node.put("updated", named.published.toString());
    named.earlier.forEach(node.putArray("earlier")::add);
    storage.write(run.alias(alias), node.toPrettyString());
  }
}
