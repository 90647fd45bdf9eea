package io.valora.profiling;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A table of texts with a class of two.
 *
 * @param classes 0 or 1 for each value of the label; the values that it lacks are left out
 */
record SentimentDraft(ColumnProfile text, ColumnProfile label, Map<String, Integer> classes)
    implements TaskDraft {
  private static final double FEWEST_WORDS = 3;
  private static final int MOST_CLASSES = 11;
  private static final Set<String> GOOD =
      Set.of(
          "1",
          "pos",
          "positive",
          "positivo",
          "good",
          "bueno",
          "true",
          "yes",
          "si",
          "sí",
          "spam",
          "t",
          "p",
          "+");
  private static final Set<String> BAD =
      Set.of(
          "0",
          "-1",
          "neg",
          "negative",
          "negativo",
          "bad",
          "malo",
          "false",
          "no",
          "ham",
          "f",
          "n",
          "-");

  /** The draft, where a column holds texts and another few classes. */
  static Optional<TaskDraft> of(TableHead table) {
    Optional<ColumnProfile> text =
        table.columns().stream()
            .filter(column -> column.isText() && column.words() >= FEWEST_WORDS)
            .filter(column -> column.distinct() > MOST_CLASSES)
            .max(
                Comparator.comparingDouble(
                    column -> column.words() + (ColumnWords.TEXT.in(column) ? 1_000 : 0)));
    return text.flatMap(found -> of(table, found));
  }

  private static Optional<TaskDraft> of(TableHead table, ColumnProfile text) {
    return table.columns().stream()
        .filter(column -> column.position() != text.position())
        .filter(column -> column.distinct() >= 2 && column.distinct() <= MOST_CLASSES)
        .sorted(Comparator.comparing((ColumnProfile column) -> !isNamed(column)))
        .flatMap(
            label ->
                classes(label)
                    .map(found -> (TaskDraft) new SentimentDraft(text, label, found))
                    .stream())
        .findFirst();
  }

  private static boolean isNamed(ColumnProfile column) {
    return ColumnWords.LABEL.in(column) || ColumnWords.RATING.in(column);
  }

  /** Which values are 0 and which 1; empty where nothing tells. */
  private static Optional<Map<String, Integer>> classes(ColumnProfile label) {
    Map<String, Integer> words = new LinkedHashMap<>();
    label
        .counts()
        .keySet()
        .forEach(
            value -> {
              String lower = value.toLowerCase(Locale.ROOT);
              if (GOOD.contains(lower)) {
                words.put(value, 1);
              } else if (BAD.contains(lower)) {
                words.put(value, 0);
              }
            });
    boolean all = Set.copyOf(words.values()).size() == 2;
    if (all && label.distinct() <= 3) {
      return Optional.of(words);
    }
    if (label.isWhole()) {
      return Optional.of(halves(label));
    }
    return label.distinct() == 2 ? Optional.of(inOrder(label)) : Optional.empty();
  }

  /** Of two numbers the lower is 0; of a scale the lower and upper two fifths. */
  private static Map<String, Integer> halves(ColumnProfile label) {
    List<String> sorted =
        label.counts().keySet().stream().sorted(Comparator.comparingLong(Long::parseLong)).toList();
    double low = Double.parseDouble(sorted.get(0));
    double range = Double.parseDouble(sorted.get(sorted.size() - 1)) - low;
    Map<String, Integer> classes = new LinkedHashMap<>();
    for (String value : sorted) {
      double place = (Double.parseDouble(value) - low) / range;
      if (place < 0.4 || place > 0.6) {
        classes.put(value, place > 0.5 ? 1 : 0);
      }
    }
    return classes;
  }

  private static Map<String, Integer> inOrder(ColumnProfile label) {
    Map<String, Integer> classes = new LinkedHashMap<>();
    label.counts().keySet().stream().sorted().forEach(value -> classes.put(value, classes.size()));
    return classes;
  }

  @Override
  public Line task() {
    return new Line(
        "task: sentiment",
        "one column holds texts of %.0f words on average, another %d classes"
            .formatted(text.words(), label.distinct()));
  }

  @Override
  public List<DraftColumn> columns() {
    DraftColumn labels = new DraftColumn("label", label, "type: int", true, labelComment());
    return List.of(
        DraftColumn.text("text", text),
        classes.keySet().equals(Set.of("0", "1")) ? labels : labels.with(values(), labelComment()));
  }

  private String labelComment() {
    List<String> counts = new ArrayList<>();
    label.counts().forEach((value, rows) -> counts.add("%s: %,d rows".formatted(value, rows)));
    return String.join(", ", counts) + "; 1 is the class that the model's probability is of";
  }

  private String values() {
    return classes.entrySet().stream()
        .map(entry -> YamlText.quoted(entry.getKey()) + ": " + entry.getValue())
        .collect(Collectors.joining(", ", "values: {", "}"));
  }

  @Override
  public Optional<DroppedValues> dropped() {
    List<String> others =
        label.counts().keySet().stream().filter(value -> !classes.containsKey(value)).toList();
    return others.isEmpty()
        ? Optional.empty()
        : Optional.of(new DroppedValues("label", others, "neither one class nor the other"));
  }
}
