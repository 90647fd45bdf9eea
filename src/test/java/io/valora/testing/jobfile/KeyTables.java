package io.valora.testing.jobfile;

import com.fasterxml.jackson.databind.JsonNode;
import io.valora.config.KeyShape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The keys as Markdown tables: those of every task first, then each task's own. */
final class KeyTables {
  private static final String INPUTS =
      "^(side-tables\\.(users|items)|unlabeled|ingest\\.test-layout)\\.";

  private final List<TaskKeys> tasks;
  private final KeyTexts texts;

  KeyTables(List<TaskKeys> tasks, KeyTexts texts) {
    this.tasks = tasks;
    this.texts = texts;
  }

  String text() {
    StringBuilder page = new StringBuilder();
    TaskKeys first = tasks.get(0);
    Map<String, List<DocumentedKey>> groups = new LinkedHashMap<>();
    for (DocumentedKey key : first.all().values()) {
      if (isOfEvery(key) && !isOfInput(first, key)) {
        groups.computeIfAbsent(group(key.path()), name -> new ArrayList<>()).add(key);
      }
    }
    groups.forEach((name, keys) -> table(page, name, first, keys));
    for (TaskKeys task : tasks) {
      List<DocumentedKey> own =
          task.all().values().stream()
              .filter(key -> !isOfEvery(key) && !isOfInput(task, key))
              .toList();
      table(page, "Of `task: %s`".formatted(task.task()), task, own);
    }
    return page.toString();
  }

  private static String group(String path) {
    if (path.startsWith("ingest.columns[].")) {
      return "Of each of `ingest.columns`";
    }
    return path.matches("(ingest|split|training|tracking).*")
        ? "Of `%s`, in every task".formatted(path.replaceFirst("\\..*", ""))
        : "Of every task";
  }

  private boolean isOfEvery(DocumentedKey key) {
    String meaning = texts.meaning(tasks.get(0).task(), key.path());
    return tasks.stream()
        .allMatch(
            task ->
                isSame(tasks.get(0), key, task.all().get(key.path()))
                    && meaning.equals(texts.meaning(task.task(), key.path()))
                    && openedBy(tasks.get(0), key.path()).equals(openedBy(task, key.path())));
  }

  /** Whether an additional input reads the key like {@code ingest}. */
  private boolean isOfInput(TaskKeys task, DocumentedKey key) {
    DocumentedKey usual = task.all().get(key.path().replaceFirst(INPUTS, "ingest."));
    return key.path().matches(INPUTS + ".*") && isSame(task, key, usual);
  }

  /** Whether two keys read the same, but for defaults that words describe. */
  private boolean isSame(TaskKeys task, DocumentedKey key, DocumentedKey other) {
    boolean described =
        key.path().equals("task") || !texts.usual(task.task(), key.path()).isEmpty();
    return other != null
        && other.shape().equals(key.shape())
        && other.presence() == key.presence()
        && (described || other.usual().equals(key.usual()));
  }

  private void table(StringBuilder page, String title, TaskKeys task, List<DocumentedKey> keys) {
    page.append("## ").append(title).append("\n\n");
    page.append("| key | default | values | meaning |\n|---|---|---|---|\n");
    for (DocumentedKey key : keys) {
      String meaning = texts.meaning(task.task(), key.path()) + openedBy(task, key.path());
      page.append(
          "| `%s` | %s | %s | %s |\n"
              .formatted(key.path(), usual(task, key), values(key.shape()), meaning));
    }
    page.append("\n");
  }

  private String usual(TaskKeys task, DocumentedKey key) {
    String words = texts.usual(task.task(), key.path());
    if (!words.isEmpty()) {
      return words;
    }
    if (key.usual().isEmpty()) {
      return key.isRequired() ? "*required*" : "";
    }
    return shown(key.usual().get()) + otherwise(task, key);
  }

  private static String shown(JsonNode usual) {
    if (usual.isArray()) {
      String list =
          StreamSupport.stream(usual.spliterator(), false)
              .map(JsonNode::asText)
              .collect(Collectors.joining(", "));
      return "`[%s]`".formatted(list);
    }
    return usual.asText().isEmpty()
        ? "none"
        : "`%s`".formatted(usual.asText().replace("\t", "\\t"));
  }

  /** The other defaults that the words of a choice bring. */
  private static String otherwise(TaskKeys task, DocumentedKey key) {
    Map<String, List<String>> others = new LinkedHashMap<>();
    task.options()
        .forEach(
            (choice, made) ->
                made.forEach(
                    (word, keys) -> {
                      DocumentedKey other = keys.get(key.path());
                      if (other != null
                          && other.usual().isPresent()
                          && !other.usual().equals(key.usual())
                          && TaskKeys.isIn(DocumentedKey.sectionOf(choice), key.path())) {
                        others
                            .computeIfAbsent(shown(other.usual().get()), value -> new ArrayList<>())
                            .add("`%s`".formatted(word));
                      }
                    }));
    return others.entrySet().stream()
        .map(other -> "; %s for %s".formatted(other.getKey(), String.join(", ", other.getValue())))
        .collect(Collectors.joining());
  }

  /** The choice without which the key is unknown. */
  private static String openedBy(TaskKeys task, String path) {
    return task.options().entrySet().stream()
        .filter(choice -> task.switches().contains(choice.getKey()))
        .filter(choice -> TaskKeys.isIn(DocumentedKey.sectionOf(choice.getKey()), path))
        .map(
            choice -> {
              List<String> words =
                  choice.getValue().entrySet().stream()
                      .filter(made -> made.getValue().containsKey(path))
                      .map(made -> "`%s`".formatted(made.getKey()))
                      .toList();
              String name = choice.getKey().substring(choice.getKey().lastIndexOf('.') + 1);
              return words.size() == choice.getValue().size()
                  ? ""
                  : " With `%s` %s.".formatted(name, String.join(" or ", words));
            })
        .collect(Collectors.joining());
  }

  private static String values(KeyShape shape) {
    if (shape instanceof KeyShape.Choice choice) {
      return code(choice.names());
    }
    if (shape instanceof KeyShape.Texts texts) {
      return texts.choices().isEmpty() ? "texts" : "list of " + code(texts.choices());
    }
    if (shape instanceof KeyShape.Text) {
      return "text";
    }
    if (shape instanceof KeyShape.Section || shape instanceof KeyShape.ByKey) {
      return "mapping";
    }
    return shape instanceof KeyShape.Sections
        ? "list of mappings"
        : shape
            .must()
            .replaceFirst("must be (a )?", "")
            .replaceFirst("^at least", "number of at least");
  }

  private static String code(List<String> words) {
    return words.stream().map("`%s`"::formatted).collect(Collectors.joining(", "));
  }
}
