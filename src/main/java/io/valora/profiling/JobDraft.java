package io.valora.profiling;

import io.valora.base.JobException;
import io.valora.base.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Job file that fits a table, each guess explained in a comment.
 *
 * @param task that the table is likely for
 * @param text of the job file
 */
public record JobDraft(String task, String text) {
  private static final Map<String, Function<TableHead, Optional<TaskDraft>>> TASKS =
      Map.of(
          "rating",
          RatingDraft::of,
          "sentiment",
          SentimentDraft::of,
          "regression",
          RegressionDraft::of);

  /** Asked in this order; the first that the table fits is taken. */
  private static final List<String> ORDER = List.of("rating", "sentiment", "regression");

  private static final double MOST_BAD = 0.04;
  private static final int COMMENT_COLUMN = 60;

  /**
   * Looks at the head of a table.
   *
   * @param source of the job, as the user named it
   * @param job its name
   * @param task that the user wants; empty for the likeliest
   * @throws JobException when the table fits no task
   */
  public static JobDraft of(TableHead table, String source, String job, Optional<String> task) {
    List<String> asked = task.map(List::of).orElse(ORDER);
    TaskDraft draft =
        asked.stream()
            .flatMap(name -> TASKS.get(name).apply(table).stream())
            .findFirst()
            .orElseThrow(() -> unfit(table, asked));
    return new JobDraft(
        draft.task().text().replace("task: ", ""),
        new JobDraftText(table, draft).text(source, job));
  }

  private static JobException unfit(TableHead table, List<String> asked) {
    String columns =
        table.columns().stream()
            .map(column -> column.name().isEmpty() ? "column " + column.position() : column.name())
            .collect(Collectors.joining(", "));
    return JobException.cannot(
        Outcome.DATA_REJECTED,
        "write a job for " + table.file(),
        "its columns (%s) fit no task of %s".formatted(columns, String.join(", ", asked)));
  }

  /** The names of the tasks that a job can be drafted for. */
  public static List<String> tasks() {
    return ORDER;
  }

  /** The lines of the job file. */
  private record JobDraftText(TableHead table, TaskDraft draft) {
    String text(String source, String job) {
      List<String> lines = new ArrayList<>();
      lines.add(
          "# Written after a look at %s of %s (%,d rows); check the guesses."
              .formatted(table.whole() ? "all" : "the head", table.file(), table.rows().size()));
      add(lines, "", Line.of("job: " + YamlText.of(job)));
      add(lines, "", draft.task());
      draft.jobKeys().forEach(line -> add(lines, "", line));
      lines.add("ingest:");
      add(lines, "  ", Line.of("source: " + YamlText.of(source)));
      table.layout().forEach(line -> add(lines, "  ", line));
      missing().ifPresent(line -> add(lines, "  ", line));
      dropped().ifPresent(line -> add(lines, "  ", line));
      badRows().ifPresent(line -> add(lines, "  ", line));
      lines.add("  columns:");
      draft.columns().forEach(column -> add(lines, "    ", column.line()));
      if (!draft.features().isEmpty()) {
        lines.addAll(List.of("features:", "  columns:"));
        draft.features().forEach(line -> add(lines, "    ", line));
      }
      remarks().forEach(remark -> lines.add("# " + remark));
      return String.join("\n", lines) + "\n";
    }

    private static void add(List<String> lines, String indent, Line line) {
      String start = indent + line.text();
      if (line.comment().isEmpty()) {
        lines.add(start);
      } else if (start.length() < COMMENT_COLUMN) {
        lines.add("%-60s# %s".formatted(start, line.comment()));
      } else {
        lines.add(indent + "# " + line.comment());
        lines.add(start);
      }
    }

    private Optional<Line> missing() {
      TreeSet<String> markers = new TreeSet<>();
      draft.columns().forEach(column -> markers.addAll(column.profile().markers()));
      String list = markers.stream().map(YamlText::quoted).collect(Collectors.joining(", "));
      return markers.isEmpty()
          ? Optional.empty()
          : Optional.of(new Line("missing: [%s]".formatted(list), "texts that stand for no value"));
    }

    private Optional<Line> dropped() {
      return draft
          .dropped()
          .map(
              dropped ->
                  new Line(
                      "drop: {%s: [%s]}"
                          .formatted(
                              dropped.column(),
                              dropped.values().stream()
                                  .map(YamlText::quoted)
                                  .collect(Collectors.joining(", "))),
                      dropped.reason()));
    }

    /** The share of bad rows that must be let be, where it is more than the default allows. */
    private Optional<Line> badRows() {
      long bad = table.rows().stream().filter(this::isBad).count();
      double share = (double) bad / Math.max(1, table.rows().size());
      if (share <= MOST_BAD) {
        return Optional.empty();
      }
      double allowed = Math.min(0.99, Math.ceil(share * 120) / 100);
      return Optional.of(
          new Line(
              String.format(Locale.ROOT, "max-bad-fraction: %.2f", allowed),
              "%,d of %,d rows lack a value or have one of another type"
                  .formatted(bad, table.rows().size())));
    }

    private boolean isBad(List<String> row) {
      if (row.size() != table.columns().size()) {
        return true;
      }
      if (draft.columns().stream().anyMatch(column -> isDropped(column, row))) {
        return false;
      }
      return draft.columns().stream().anyMatch(column -> isBad(column, row));
    }

    private boolean isDropped(DraftColumn column, List<String> row) {
      String value = value(column, row);
      return draft
          .dropped()
          .filter(dropped -> dropped.column().equals(column.name()))
          .filter(dropped -> dropped.values().contains(value))
          .isPresent();
    }

    private static boolean isBad(DraftColumn column, List<String> row) {
      String value = value(column, row);
      if (value.isEmpty()) {
        return column.required();
      }
      return column.keys().contains("type:") && !column.profile().type().fits().test(value);
    }

    /** The cell's text; empty for a missing one. */
    private static String value(DraftColumn column, List<String> row) {
      String cell = row.get(column.profile().position() - 1);
      String value = cell == null ? "" : cell.strip();
      return column.profile().markers().contains(value) ? "" : value;
    }

    private List<String> remarks() {
      List<String> remarks = new ArrayList<>(draft.remarks());
      long repeated = table.repeatedRows();
      if (repeated > 0) {
        remarks.add(
            "%,d rows repeat an earlier row; to drop them: ingest.duplicates: drop-exact"
                .formatted(repeated));
      }
      return remarks;
    }
  }
}
