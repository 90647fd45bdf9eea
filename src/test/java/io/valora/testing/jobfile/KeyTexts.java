package io.valora.testing.jobfile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.valora.config.JobText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Meanings of the keys, written by hand in {@code src/docs/job-file-keys.yaml}: under the name of a
 * task or under {@code every}, a key's path and its text. Where the default depends on something
 * else, a mapping has {@code default} and {@code meaning}.
 */
final class KeyTexts {
  static final Path FILE = Path.of("src/docs/job-file-keys.yaml");

  private static final String EVERY = "every";

  private final ObjectNode texts;
  private final Set<String> used = new TreeSet<>();

  private KeyTexts(ObjectNode texts) {
    this.texts = texts;
  }

  static KeyTexts read() {
    try {
      return new KeyTexts(JobText.parse(FILE.toString(), Files.readString(FILE)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a key means; empty where nothing is written. */
  String meaning(String task, String path) {
    JsonNode text = text(task, path);
    return text.isObject() ? text.path("meaning").asText() : text.asText("");
  }

  /** The default in words, where it depends on something else; empty where it doesn't. */
  String usual(String task, String path) {
    return text(task, path).path("default").asText("");
  }

  /** The texts that no key has asked for, as {@code task: path}. */
  List<String> unused() {
    List<String> unused = new ArrayList<>();
    texts
        .properties()
        .forEach(
            group ->
                group
                    .getValue()
                    .fieldNames()
                    .forEachRemaining(path -> unused.add(group.getKey() + ": " + path)));
    unused.removeAll(used);
    return unused;
  }

  private JsonNode text(String task, String path) {
    for (String candidate : candidates(path)) {
      for (String group : List.of(task, EVERY)) {
        JsonNode text = texts.path(group).path(candidate);
        if (!text.isMissingNode()) {
          used.add(group + ": " + candidate);
          return text;
        }
      }
    }
    return texts.path(EVERY).path("");
  }

  /** The path itself, that of any side table, and that of the main input. */
  private static List<String> candidates(String path) {
    return Stream.of(
            path,
            path.replaceFirst("^side-tables\\.(users|items)\\.", "side-tables.*."),
            path.replaceFirst(
                "^(side-tables\\.(users|items)|unlabeled|ingest\\.test-layout)\\.", "ingest."))
        .distinct()
        .toList();
  }
}
