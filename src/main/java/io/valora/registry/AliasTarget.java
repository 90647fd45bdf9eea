package io.valora.registry;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.valora.json.CheckedNode;
import io.valora.storage.RunFolder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Content of an alias file: the run that the alias names.
 *
 * @param updated since when
 * @param earlier runs that it named before, the latest last
 * @param entry of the history that it was written from; 0 in files of versions without one
 */
record AliasTarget(String runId, Instant updated, List<String> earlier, long entry) {
  private static final int FORMAT_VERSION = 1;

  AliasTarget {
    earlier = List.copyOf(earlier);
  }

  /** Every run that the alias names or named. */
  List<String> all() {
    Set<String> all = new LinkedHashSet<>(earlier);
    all.add(runId);
    return List.copyOf(all);
  }

  /** After the entry that comes next. */
  AliasTarget moved(AliasEntry next) {
    List<String> before = new ArrayList<>(all());
    before.remove(next.to());
    return new AliasTarget(next.to(), next.when(), before, next.number());
  }

  /** The same, as of an entry of the history. */
  AliasTarget numbered(long number) {
    return new AliasTarget(runId, updated, earlier, number);
  }

  /** Indented JSON. */
  String toJson(String job) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("format-version", FORMAT_VERSION);
    node.put("job", job);
    node.put("run-id", runId);
    node.put("updated", updated.toString());
    earlier.forEach(node.putArray("earlier")::add);
    if (entry > 0) {
      node.put("entry", entry);
    }
    return node.toPrettyString();
  }

  /** {@code earlier} and {@code entry} are absent in files of earlier versions. */
  static AliasTarget fromJson(String document, String text) {
    CheckedNode json = CheckedNode.parse(document, text).requireFormatVersion(FORMAT_VERSION);
    return new AliasTarget(
        run(json, "run-id"),
        json.instant("updated"),
        json.optional("earlier").isPresent()
            ? json.elements("earlier", CheckedNode::requireText)
            : List.of(),
        json.optional("entry").map(CheckedNode::requireCount).orElse(0L));
  }

  /** The name of a run that stands at a key. */
  static String run(CheckedNode json, String key) {
    String runId = json.text(key);
    json.require(key, RunFolder.isName(runId), "the name of a run");
    return runId;
  }
}
