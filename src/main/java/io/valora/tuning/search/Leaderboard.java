package io.valora.tuning.search;

import io.valora.job.tuning.Rung;
import io.valora.job.tuning.TuningConfig;
import io.valora.job.tuning.TuningConfig.Choose;
import io.valora.job.tuning.TuningSetting;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Settings of a search, those of the last rung first, and within a rung the best; behind them those
 * that failed or aren't finished.
 *
 * @param baselines of the job, in its order, once all their folds are done
 * @param trials of the search
 * @param done those that have their result, or whose setting is out
 */
public record Leaderboard(
    String job,
    TuningConfig tuning,
    List<Rung> rungs,
    List<Entry> entries,
    List<Reference> baselines,
    int trials,
    int done) {
  public Leaderboard {
    rungs = List.copyOf(rungs);
    entries = List.copyOf(entries);
    baselines = List.copyOf(baselines);
  }

  /**
   * A baseline, which is no setting and isn't chosen.
   *
   * @param scores of the folds, in order
   * @param difference of the score to that of the best setting, fold by fold; NaN without one
   */
  public record Reference(String name, List<Double> scores, FoldMean score, FoldMean difference) {
    public Reference {
      scores = List.copyOf(scores);
    }
  }

  /**
   * One setting.
   *
   * @param id hash of what the setting trains
   * @param rung from 0: the last one that it has done, or in which it failed
   * @param folds results of its folds at the end of that rung, in order
   * @param score over the folds
   * @param train the same metric of the rows that were trained on
   * @param difference of the score to that of the best setting at the same rung, fold by fold
   * @param reason of a setting without a rank; its numbers are NaN
   */
  public record Entry(
      String id,
      TuningSetting setting,
      int rung,
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

    double[] scores() {
      return folds.stream().mapToDouble(TrialResult::score).toArray();
    }

    Entry against(Entry best) {
      FoldMean paired = FoldMean.ofDifferences(scores(), best.scores());
      return new Entry(id, setting, rung, folds, score, train, paired, reason);
    }
  }

  /** The setting that the rule chooses of those of the last rung, once all trials are done. */
  public Optional<Entry> chosen() {
    List<Entry> last =
        entries.stream()
            .filter(entry -> entry.reason().isEmpty() && entry.rung() == rungs.size() - 1)
            .toList();
    if (last.isEmpty() || done < trials) {
      return Optional.empty();
    }
    return tuning.choose() == Choose.BEST
        ? Optional.of(last.get(0))
        : last.stream()
            .filter(entry -> entry.difference().mean() <= entry.difference().error())
            .min(Comparator.comparingInt(Entry::parameters));
  }
}
