package io.valora.testing.jobfile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The generated pages: the schema of job files and the tables of their keys. */
public final class JobFilePages {
  public static final Path SCHEMA = Path.of("src/docs/job-file.schema.json");
  public static final Path PAGE = Path.of("src/docs/job-file.md");

  private static final String BEGIN = "<!-- The tables below are generated. -->\n";

  /** The least job of each task: what can't be left out, and a first column of each use. */
  private static final Map<String, String> LEAST = new LinkedHashMap<>();

  static {
    LEAST.put(
        "rating",
        """
        job: least
        ingest:
          source: a.csv
          columns: [{name: user}, {name: item}, {name: rating, type: double}]
        """);
    LEAST.put(
        "sentiment",
        """
        job: least
        task: sentiment
        ingest:
          source: a.csv
          columns: [{name: text}, {name: label, type: int}]
        """);
    LEAST.put(
        "regression",
        """
        job: least
        task: regression
        target: sales
        ingest:
          source: a.csv
          columns: [{name: town}, {name: spent, type: double}, {name: sales, type: double}]
        features:
          columns: [{name: spent}]
        """);
  }

  private final List<TaskKeys> tasks;
  private final KeyTexts texts;

  private JobFilePages(List<TaskKeys> tasks, KeyTexts texts) {
    this.tasks = tasks;
    this.texts = texts;
  }

  /** The pages of what the parsers read now. */
  public static JobFilePages make() {
    List<TaskKeys> tasks = new ArrayList<>();
    LEAST.forEach((task, job) -> tasks.add(TaskKeys.of(task, JobTree.of(job))));
    return new JobFilePages(List.copyOf(tasks), KeyTexts.read());
  }

  /** The schema. */
  public String schema() {
    return new JobSchema(texts).text(tasks);
  }

  /** The page: its text, which is written by hand, and the tables. */
  public String page() throws IOException {
    String stored = Files.readString(PAGE);
    int tables = stored.indexOf(BEGIN);
    return stored.substring(0, tables + BEGIN.length()) + "\n" + new KeyTables(tasks, texts).text();
  }

  /** Keys without a text. */
  public List<String> untold() {
    return tasks.stream()
        .flatMap(
            task ->
                task.all().values().stream()
                    .filter(key -> texts.meaning(task.task(), key.path()).isEmpty())
                    .map(key -> task.task() + ": " + key.path()))
        .toList();
  }

  /** Texts without a key. */
  public List<String> unused() {
    untold();
    return texts.unused();
  }

  /** The least job of each task, by the task's name. */
  public static Map<String, String> least() {
    return Map.copyOf(LEAST);
  }
}
