package io.valora.tuning.search;

import io.valora.job.tuning.TuningConfig;
import io.valora.job.tuning.TuningConfig.Choose;
import io.valora.job.tuning.TuningSetting;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Settings of a search, best first; behind them those that failed or aren't finished.
 *
 * @param trials of the search
 * @param done those that have a result
 */
public record Leaderboard(
    String job, TuningConfig tuning, List<Entry> entries, int trials, int done) {
  public Leaderboard {
    entries = List.copyOf(entries);
  }

  /**
   * One setting.
   *
   * @param id hash of what the setting trains
   * @param folds results of its folds, in order
   * @param score over the folds
   * @param train the same metric of the rows that were trained on
   * @param difference of the score to that of the best setting, fold by fold
   * @param reason of a setting without a rank; its numbers are NaN
   */
  public record Entry(
      String id,
      TuningSetting setting,
      List<TrialResult> folds,
      FoldMean score,
      FoldMean train,
      FoldMean difference,
      Optional<String> reason) {
    public Entry {
      folds = List.copyOf(folds);
    }

    /** Seconds of its trials, one after the other. */
    public double seconds() {
      return folds.stream().mapToDouble(TrialResult::seconds).sum();
    }

    /** Parameters of the largest of its networks. */
    public int parameters() {
      return folds.stream().mapToInt(TrialResult::parameters).max().orElse(0);
    }

    private double[] scores() {
      return folds.stream().mapToDouble(TrialResult::score).toArray();
    }

    private Entry against(Entry best) {
      double[] differences = scores();
      double[] others = best.scores();
      for (int fold = 0; fold < differences.length; fold++) {
        differences[fold] -= others[fold];
      }
      return new Entry(id, setting, folds, score, train, FoldMean.of(differences), reason);
    }
  }

  /**
   * @param results by the numbers of their trials
   */
  public static Leaderboard of(SearchPlan plan, Map<Integer, TrialResult> results) {
    List<Entry> ranked = new ArrayList<>();
    List<Entry> others = new ArrayList<>();
    int folds = plan.tuning().folds();
    for (int first = 0; first < plan.trials().size(); first += folds) {
      Entry entry = entry(plan.trials().subList(first, first + folds), results);
      (entry.reason().isEmpty() ? ranked : others).add(entry);
    }
    ranked.sort(
        Comparator.comparingDouble((Entry entry) -> entry.score().mean()).thenComparing(Entry::id));
    List<Entry> entries = new ArrayList<>();
    ranked.forEach(entry -> entries.add(entry.against(ranked.get(0))));
    entries.addAll(others);
    return new Leaderboard(
        plan.job().job(), plan.tuning(), entries, plan.trials().size(), results.size());
  }

  private static Entry entry(List<Trial> trials, Map<Integer, TrialResult> results) {
    TuningSetting setting = trials.get(0).setting();
    List<TrialResult> found =
        trials.stream()
            .filter(trial -> results.containsKey(trial.number()))
            .map(trial -> results.get(trial.number()))
            .toList();
    Optional<String> reason =
        found.stream()
            .flatMap(result -> result.failure().stream())
            .findFirst()
            .or(
                () ->
                    Optional.of("%d of %d folds are done".formatted(found.size(), trials.size()))
                        .filter(unfinished -> found.size() < trials.size()));
    boolean whole = reason.isEmpty();
    FoldMean none = new FoldMean(Double.NaN, Double.NaN);
    return new Entry(
        SearchPlan.settingId(setting),
        setting,
        found,
        whole ? FoldMean.of(found.stream().mapToDouble(TrialResult::score).toArray()) : none,
        whole ? FoldMean.of(found.stream().mapToDouble(TrialResult::trainScore).toArray()) : none,
        none,
        reason);
  }

  /** The setting that the rule chooses, once all trials are done. */
  public Optional<Entry> chosen() {
    List<Entry> ranked = entries.stream().filter(entry -> entry.reason().isEmpty()).toList();
    if (ranked.isEmpty() || done < trials) {
      return Optional.empty();
    }
    return tuning.choose() == Choose.BEST
        ? Optional.of(ranked.get(0))
        : ranked.stream()
            .filter(entry -> entry.difference().mean() <= entry.difference().error())
            .min(Comparator.comparingInt(Entry::parameters));
  }
}
