package io.valora.profiling;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A table of ratings: a user, an item, stars and perhaps a time. */
record RatingDraft(
    String reason,
    ColumnProfile user,
    ColumnProfile item,
    ColumnProfile rating,
    Optional<ColumnProfile> time,
    long repeats)
    implements TaskDraft {
  private static final int MOST_STEPS = 101;
  private static final double NEARLY_ALL = 0.95;
  private static final double[][] SCALES = {
    {1, 5}, {0.5, 5}, {0, 5}, {1, 10}, {0, 10}, {1, 7}, {0, 100}, {1, 100}, {-10, 10}
  };

  /** The draft, where columns are named or shaped like user, item and rating. */
  static Optional<TaskDraft> of(TableHead table) {
    return table.hasNames() ? named(table) : shaped(table);
  }

  private static Optional<TaskDraft> named(TableHead table) {
    Optional<ColumnProfile> user = first(table, ColumnWords.USER, column -> !column.isTime());
    Optional<ColumnProfile> item =
        first(
            table,
            ColumnWords.ITEM,
            column -> !column.isTime() && !user.equals(Optional.of(column)));
    Optional<ColumnProfile> rating = first(table, ColumnWords.RATING, ColumnProfile::isNumber);
    if (user.isEmpty() || item.isEmpty() || rating.isEmpty()) {
      return Optional.empty();
    }
    Optional<ColumnProfile> time =
        first(table, ColumnWords.TIME, ColumnProfile::isTime)
            .or(() -> table.columns().stream().filter(ColumnProfile::isTime).findFirst());
    return Optional.of(
        draft(
            table,
            "columns are named like a user, an item and a rating",
            List.of(user.get(), item.get(), rating.get()),
            time));
  }

  private static Optional<ColumnProfile> first(
      TableHead table, ColumnWords words, Predicate<ColumnProfile> fits) {
    return table.columns().stream().filter(words::in).filter(fits).findFirst();
  }

  /** Two columns of ids that recur, then few numbers, then perhaps a time. */
  private static Optional<TaskDraft> shaped(TableHead table) {
    List<ColumnProfile> columns = table.columns();
    if (columns.size() < 3 || columns.size() > 4) {
      return Optional.empty();
    }
    boolean ids = columns.get(0).words() < 3 && columns.get(1).words() < 4;
    ColumnProfile rating = columns.get(2);
    if (!ids || !rating.isNumber() || rating.distinct() > MOST_STEPS || rating.isUnique()) {
      return Optional.empty();
    }
    Optional<ColumnProfile> time =
        columns.stream().skip(3).filter(RatingDraft::isEpoch).findFirst();
    return Optional.of(
        draft(table, "two columns of ids and one of few numbers", columns.subList(0, 3), time));
  }

  private static boolean isEpoch(ColumnProfile column) {
    return column.isTime()
        || (column.isWhole() && Arrays.stream(column.numbers()).allMatch(n -> n > 1e8 && n < 4e9));
  }

  private static TaskDraft draft(
      TableHead table, String reason, List<ColumnProfile> three, Optional<ColumnProfile> time) {
    long repeats = repeats(table.cells(three.get(0)), table.cells(three.get(1)));
    return new RatingDraft(reason, three.get(0), three.get(1), three.get(2), time, repeats);
  }

  private static long repeats(List<String> users, List<String> items) {
    Map<List<String>, Integer> pairs = new HashMap<>();
    for (int i = 0; i < users.size(); i++) {
      pairs.merge(Arrays.asList(users.get(i), items.get(i)), 1, Integer::sum);
    }
    return users.size() - pairs.size();
  }

  @Override
  public Line task() {
    return new Line("task: rating", reason);
  }

  @Override
  public List<DraftColumn> columns() {
    List<DraftColumn> columns = new ArrayList<>();
    columns.add(id("user", user));
    columns.add(id("item", item));
    columns.add(stars());
    time.map(RatingDraft::times).ifPresent(columns::add);
    return columns;
  }

  private static DraftColumn id(String name, ColumnProfile column) {
    return column.isWholeWithPoints()
        ? new DraftColumn(
            name, column, "type: long", true, "some are written like 12.0, which is 12")
        : DraftColumn.text(name, column);
  }

  private static DraftColumn times(ColumnProfile column) {
    DraftColumn typed = DraftColumn.typed("time", column, true);
    return column.isTime()
        ? typed
        : new DraftColumn("time", column, "type: epoch-seconds", true, typed.comment());
  }

  private DraftColumn stars() {
    DraftColumn typed = DraftColumn.typed("rating", rating, true);
    return scale()
        .map(
            bounds ->
                typed.with(
                    "min: %s, max: %s".formatted(plain(bounds[0]), plain(bounds[1])),
                    typed.comment() + "; beyond these bounds a row is bad"))
        .orElse(typed);
  }

  /** The first usual scale whose ends occur and that holds nearly all ratings. */
  private Optional<double[]> scale() {
    return Stream.of(SCALES)
        .filter(scale -> rows(scale[0], scale[0]) > 0 && rows(scale[1], scale[1]) > 0)
        .filter(
            scale ->
                rows(scale[0], scale[1]) >= NEARLY_ALL * rows(-Double.MAX_VALUE, Double.MAX_VALUE))
        .findFirst();
  }

  /** Ratings from the least to the greatest of these, without those that are dropped. */
  private long rows(double least, double greatest) {
    List<String> left = dropped().map(DroppedValues::values).orElse(List.of());
    return rating.counts().entrySet().stream()
        .filter(entry -> !left.contains(entry.getKey()) && ColumnProfile.isPlain(entry.getKey()))
        .filter(entry -> isBetween(Double.parseDouble(entry.getKey()), least, greatest))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  private static boolean isBetween(double value, double least, double greatest) {
    return value >= least && value <= greatest;
  }

  private static String plain(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
  }

  /** Zero or -1 beside whole ratings from 1 on stands for "not rated" where it is frequent. */
  @Override
  public Optional<DroppedValues> dropped() {
    for (String marker : List.of("0", "-1")) {
      int rows = rating.counts().getOrDefault(marker, 0);
      boolean others =
          rating.isWhole()
              && Arrays.stream(rating.numbers())
                  .allMatch(v -> v >= 1 || v == Double.parseDouble(marker));
      if (others && rows > rating.present() / 10 && rating.distinct() > 2) {
        return Optional.of(
            new DroppedValues(
                "rating",
                List.of(marker),
                "%,d of %,d ratings are %s, which is likely \"not rated\""
                    .formatted(rows, rating.present(), marker)));
      }
    }
    return Optional.empty();
  }

  @Override
  public List<String> remarks() {
    return repeats == 0
        ? List.of()
        : List.of(
            "%,d rows name a user and item that an earlier row names; all stay. To keep one: duplicates: last-wins"
                .formatted(repeats));
  }
}
