package io.valora.registry.compare;

import io.valora.config.DottedKeys;
import io.valora.registry.StoredRun;
import io.valora.storage.Storage;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Runs, each compared with the first.
 *
 * @param runs at least two
 * @param comparisons of the second run and all later ones with the first
 */
public record ComparedRuns(List<StoredRun> runs, List<RunComparison> comparisons) {
  private static final String NONE = "-";

  public ComparedRuns {
    runs = List.copyOf(runs);
    comparisons = List.copyOf(comparisons);
  }

  /**
   * @param runs at least two
   */
  public static ComparedRuns of(Storage storage, List<StoredRun> runs) {
    StoredRun first = runs.get(0);
    return new ComparedRuns(
        runs, runs.stream().skip(1).map(run -> RunComparison.of(storage, first, run)).toList());
  }

  /** Ids in order. */
  public List<String> names() {
    return runs.stream().map(run -> run.folder().runId()).toList();
  }

  /** The values of all runs by each key that differs in some; {@code -} where there is none. */
  public Map<String, List<String>> settings() {
    List<Map<String, String>> configs =
        runs.stream().map(run -> DottedKeys.of(run.json().path("config"))).toList();
    Set<String> differing = new TreeSet<>();
    comparisons.forEach(comparison -> differing.addAll(comparison.settings()));
    Map<String, List<String>> settings = new TreeMap<>();
    differing.forEach(
        key ->
            settings.put(
                key, configs.stream().map(config -> config.getOrDefault(key, NONE)).toList()));
    return settings;
  }
}
