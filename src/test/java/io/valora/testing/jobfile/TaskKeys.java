package io.valora.testing.jobfile;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.valora.config.KeyShape;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * All keys of one task's job files.
 *
 * @param keys by path, with the defaults that hold where nothing else is said
 * @param all also those that only some choice opens
 * @param options the keys of a job in which one choice is made, by the choice's path and its word
 * @param switches paths of the choices that keys beside or below them depend on
 */
record TaskKeys(
    String task,
    Map<String, DocumentedKey> keys,
    Map<String, DocumentedKey> all,
    Map<String, Map<String, Map<String, DocumentedKey>>> options,
    Set<String> switches) {

  static TaskKeys of(String task, JobTree least) {
    Map<String, DocumentedKey> keys = KeyExplorer.keys(least);
    Map<String, Map<String, Map<String, DocumentedKey>>> options = new LinkedHashMap<>();
    for (DocumentedKey key : keys.values()) {
      if (key.shape() instanceof KeyShape.Choice choice && !key.path().equals("task")) {
        Map<String, Map<String, DocumentedKey>> made = new LinkedHashMap<>();
        for (String word : choice.names()) {
          JobTree job = least.copy();
          job.set(key.path(), JsonNodeFactory.instance.textNode(word));
          made.put(word, KeyExplorer.keys(job));
        }
        options.put(key.path(), made);
      }
    }
    Map<String, DocumentedKey> all = new LinkedHashMap<>(keys);
    Set<String> switches = new HashSet<>();
    options.forEach(
        (choice, made) -> {
          made.values().forEach(more -> more.forEach(all::putIfAbsent));
          if (isSwitch(choice, made)) {
            switches.add(choice);
          }
        });
    Map<String, DocumentedKey> ordered = new LinkedHashMap<>();
    addBelow("", all, ordered);
    return new TaskKeys(task, keys, ordered, options, switches);
  }

  /** Adds the keys of a section, each followed by those below it. */
  private static void addBelow(
      String section, Map<String, DocumentedKey> all, Map<String, DocumentedKey> ordered) {
    for (DocumentedKey key : all.values()) {
      if (key.section().equals(section)) {
        ordered.put(key.path(), key);
        addBelow(key.path(), all, ordered);
        addBelow(key.path() + "[]", all, ordered);
      }
    }
  }

  private static boolean isSwitch(String choice, Map<String, Map<String, DocumentedKey>> made) {
    String section = DocumentedKey.sectionOf(choice);
    return made.values().stream()
            .map(keys -> keys.keySet().stream().filter(path -> isIn(section, path)).toList())
            .distinct()
            .count()
        > 1;
  }

  /** Whether a key is below a section. */
  static boolean isIn(String section, String path) {
    return section.isEmpty() || path.startsWith(section + ".");
  }
}
