package io.valora.tuning.search;

import io.valora.base.Counted;
import io.valora.config.DottedKeys;
import io.valora.job.tuning.SpaceKey;
import io.valora.report.Figures;
import io.valora.tuning.search.Leaderboard.Entry;
import io.valora.tuning.search.Leaderboard.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Sentences and rows of the tuning page. */
public record TuningNarrative(Leaderboard leaderboard) {
  private static final String NOTHING = "–";

  /**
   * Row of the table.
   *
   * @param rank empty for a baseline
   * @param figures the row's numbers, in the order of the table's columns
   */
  public record Line(String rank, String setting, boolean chosen, List<String> figures) {}

  /** The metric as sentences call it. */
  public String metric() {
    return leaderboard.tuning().score().label();
  }

  /** Dotted keys of the space, in the job file's order. */
  public List<String> keys() {
    return leaderboard.tuning().space().stream().map(SpaceKey::key).toList();
  }

  /** The first sentence of the page. */
  public String choice() {
    String tried =
        "%s on %s"
            .formatted(
                Counted.of(leaderboard.entries().size(), "setting"),
                Counted.of(leaderboard.tuning().folds(), "fold"));
    return leaderboard
        .chosen()
        .map(
            chosen ->
                "Of %s, %s is chosen: %s %s ± %s, %s."
                    .formatted(
                        tried,
                        setting(chosen),
                        metric(),
                        Figures.measured(chosen.score().mean()),
                        Figures.fineScore(chosen.score().error()),
                        reason(chosen)))
        .orElseGet(
            () ->
                "Of %s, %d of %s are done; nothing is chosen yet."
                    .formatted(
                        tried, leaderboard.done(), Counted.of(leaderboard.trials(), "trial")));
  }

  private String reason(Entry chosen) {
    boolean best = chosen == leaderboard.entries().get(0);
    return switch (leaderboard.tuning().choose()) {
      case BEST -> "the best mean";
      case WITHIN_ONE_ERROR ->
          best
              ? "the best mean, and no smaller network is within one error of it"
              : "the smallest network within one error of the best mean (%s)"
                  .formatted(Figures.measured(leaderboard.entries().get(0).score().mean()));
    };
  }

  /** The chosen keys, as a part of a job file. */
  public Optional<String> bestKeys() {
    return leaderboard.chosen().map(LeaderboardFiles::yaml);
  }

  /** What scored. */
  public String rows() {
    return "Each setting was trained on all folds but one of the train and validation rows, in turn, "
        + "and scored by the rows of that one; early stopping watched other rows, and everything "
        + "that is fitted saw the train rows of its fold alone. The test rows were not read.";
  }

  /** A line for each setting with a rank, and for each baseline. */
  public List<Line> table() {
    List<Entry> ranked = ranked();
    Optional<Entry> chosen = leaderboard.chosen();
    List<Line> lines = new ArrayList<>();
    for (Entry entry : ranked) {
      String rank = Integer.toString(lines.size() + 1);
      boolean own = chosen.filter(entry::equals).isPresent();
      lines.add(new Line(rank, setting(entry), own, figures(entry)));
    }
    for (Reference baseline : leaderboard.baselines()) {
      lines.add(new Line("", "baseline " + baseline.name(), false, figures(baseline)));
    }
    return lines;
  }

  private List<String> figures(Entry entry) {
    return figures(
        entry.score(),
        entry == leaderboard.entries().get(0) ? FoldMean.NONE : entry.difference(),
        Figures.measured(entry.train().mean()),
        Figures.count(entry.parameters()),
        Figures.count(entry.folds().stream().mapToInt(TrialResult::epochs).sum()),
        Figures.seconds(entry.seconds()));
  }

  private static List<String> figures(Reference baseline) {
    return figures(baseline.score(), baseline.difference(), "", "", "", "");
  }

  private static List<String> figures(FoldMean score, FoldMean difference, String... others) {
    List<String> figures = new ArrayList<>();
    figures.add(Figures.measured(score.mean()));
    figures.add(Figures.fineScore(score.error()));
    boolean alone = Double.isNaN(difference.mean());
    figures.add(alone ? NOTHING : signed(difference.mean()));
    figures.add(alone ? NOTHING : Figures.fineScore(difference.error()));
    figures.addAll(List.of(others));
    return figures;
  }

  private static String signed(double value) {
    return (value < 0 ? "" : "+") + Figures.fineScore(value);
  }

  /** Settings that failed or aren't finished, each with its reason. */
  public List<String> withoutRank() {
    return leaderboard.entries().stream()
        .filter(entry -> entry.reason().isPresent())
        .map(entry -> setting(entry) + ": " + entry.reason().get())
        .toList();
  }

  List<Entry> ranked() {
    return leaderboard.entries().stream().filter(entry -> entry.reason().isEmpty()).toList();
  }

  static String setting(Entry entry) {
    return DottedKeys.of(entry.setting().changes()).entrySet().stream()
        .map(key -> key.getKey() + "=" + key.getValue())
        .collect(Collectors.joining(", "));
  }
}
