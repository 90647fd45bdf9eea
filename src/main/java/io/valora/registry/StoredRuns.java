package io.valora.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.valora.base.JobException;
import io.valora.base.SideBySide;
import io.valora.json.CheckedNode;
import io.valora.storage.RunFolder;
import io.valora.storage.Storage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The runs below a storage root, read without Spark: one listing a job and one file a run, several
 * of them at once.
 */
public record StoredRuns(Storage storage, String root) {
  /** The last entries of an alias's history whose runs stay. */
  private static final int KEPT_ENTRIES = 10;

  private static final List<String> ALIASES = List.of("champion", "challenger", "previous");

  /** The names of the jobs that have runs or could, sorted. */
  public List<String> jobs() {
    return storage.names(root).stream().filter(RunFolder::isName).toList();
  }

  /** The runs of a job, by their names. */
  public List<StoredRun> of(String job) {
    try (SideBySide works = new SideBySide()) {
      return SideBySide.results(works.startEach(names(job), name -> name, id -> read(job, id)))
          .values()
          .stream()
          .flatMap(Optional::stream)
          .toList();
    }
  }

  /** The names in a job's folder of runs. */
  List<String> names(String job) {
    return storage.names("%s/%s/runs".formatted(root, job)).stream()
        .filter(RunFolder::isName)
        .toList();
  }

  /** A run; empty when there is none. */
  public Optional<StoredRun> read(String job, String runId) {
    RunFolder folder = new RunFolder(root, job, runId);
    return storage
        .textOf(folder.runJson())
        .map(text -> new StoredRun(folder, tree(folder.runJson(), text)));
  }

  private static JsonNode tree(String file, String text) {
    try {
      return CheckedNode.parse(file, text).value();
    } catch (JobException damaged) {
      return JsonNodeFactory.instance.objectNode();
    }
  }

  /** The aliases of each run of a job that has some. */
  public Map<String, List<String>> aliases(String job) {
    Map<String, List<String>> aliases = new LinkedHashMap<>();
    ModelAlias all = new ModelAlias(storage, new RunFolder(root, job, "any"));
    for (String alias : ALIASES) {
      all.read(alias)
          .ifPresent(run -> aliases.computeIfAbsent(run, id -> new ArrayList<>()).add(alias));
    }
    return aliases;
  }

  /** The runs that aliases, or the last entries of their histories, name. */
  Set<String> named(String job) {
    Set<String> named = new TreeSet<>(aliases(job).keySet());
    for (String alias : ALIASES) {
      for (AliasEntry entry :
          new AliasHistory(storage, new RunFolder(root, job, "any"), alias).latest(KEPT_ENTRIES)) {
        named.add(entry.to());
        entry.from().ifPresent(named::add);
      }
    }
    return named;
  }
}
