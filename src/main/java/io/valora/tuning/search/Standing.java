package io.valora.tuning.search;

import com.fasterxml.jackson.databind.JsonNode;
import io.valora.job.tuning.Rung;
import io.valora.tuning.search.Leaderboard.Entry;
import io.valora.tuning.search.Leaderboard.Reference;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/**
 * State of a search: a function of its plan and of the results that there are, whatever their
 * order.
 *
 * @param rung that isn't done, or the last one
 * @param missing steps that it lacks; empty when the search is done
 */
record Standing(Leaderboard leaderboard, int rung, List<Step> missing) {
  private static final Comparator<Entry> BEST_FIRST =
      Comparator.comparingDouble((Entry entry) -> entry.score().mean()).thenComparing(Entry::id);

  Standing {
    missing = List.copyOf(missing);
  }

  /**
   * @param baselines their scores on each fold; empty when they aren't known
   */
  static Standing of(SearchPlan plan, StepResults results, List<Map<String, Double>> baselines) {
    return new Reckoning(plan, results, baselines).standing();
  }

  /** The rungs up to the first one that isn't done. */
  private static final class Reckoning {
    private final SearchPlan plan;
    private final StepResults results;
    private final List<Map<String, Double>> baselines;
    private final List<Rung> rungs;
    private final Map<String, List<Trial>> trials;
    private final List<Entry> ranked = new ArrayList<>();
    private final List<Entry> others = new ArrayList<>();

    Reckoning(SearchPlan plan, StepResults results, List<Map<String, Double>> baselines) {
      this.plan = plan;
      this.baselines = baselines;
      this.results = results;
      this.rungs = plan.rungs();
      this.trials =
          plan.settings().stream()
              .collect(Collectors.toMap(all -> all.get(0).settingId(), Function.identity()));
    }

    Standing standing() {
      List<List<Trial>> left = plan.settings();
      for (int rung = 0; ; rung++) {
        List<Step> missing = missing(left, rung);
        List<Entry> best = ranked(left, rung);
        boolean last = rung == rungs.size() - 1;
        if (last || !missing.isEmpty()) {
          int open = last ? missing.size() : left.size() * plan.tuning().folds();
          ranked.addAll(0, best);
          return new Standing(leaderboard(missing.isEmpty() ? 0 : open), rung, missing);
        }
        int going = Math.min(rungs.get(rung + 1).settings(), best.size());
        List<Entry> on = eachRateInTurn(best).subList(0, going);
        ranked.addAll(0, best.stream().filter(entry -> !on.contains(entry)).toList());
        left = on.stream().map(entry -> trials.get(entry.id())).toList();
      }
    }

    /**
     * The best setting of each learning rate, then the second of each, and so on: after few epochs
     * a fast rate is ahead of one that ends better.
     */
    private static List<Entry> eachRateInTurn(List<Entry> best) {
      Map<JsonNode, List<Entry>> byRate = new HashMap<>();
      best.forEach(
          entry -> byRate.computeIfAbsent(rate(entry), rate -> new ArrayList<>()).add(entry));
      List<Entry> inTurn = new ArrayList<>(best);
      inTurn.sort(Comparator.comparingInt(entry -> byRate.get(rate(entry)).indexOf(entry)));
      return inTurn;
    }

    private static JsonNode rate(Entry entry) {
      return entry.setting().resolved().at("/training/optimizer/learning-rate");
    }

    private List<Step> missing(List<List<Trial>> settings, int rung) {
      return settings.stream()
          .flatMap(List::stream)
          .map(trial -> Step.of(plan, trial, rung))
          .filter(step -> results.of(step).isEmpty())
          .toList();
    }

    /** Those that have done the rung, then those that have only done the one before it. */
    private List<Entry> ranked(List<List<Trial>> settings, int rung) {
      List<Entry> done = new ArrayList<>();
      List<Entry> before = new ArrayList<>();
      for (List<Trial> setting : settings) {
        Entry entry = entry(setting, rung);
        if (entry.reason().isEmpty()) {
          done.add(entry);
        } else if (rung > 0 && entry.folds().stream().allMatch(fold -> fold.failure().isEmpty())) {
          before.add(entry(setting, rung - 1));
        } else {
          others.add(entry);
        }
      }
      done.sort(BEST_FIRST);
      before.sort(BEST_FIRST);
      done.addAll(before);
      return done;
    }

    private Entry entry(List<Trial> setting, int rung) {
      List<TrialResult> found =
          setting.stream()
              .flatMap(trial -> results.of(Step.of(plan, trial, rung)).stream())
              .toList();
      Optional<String> reason =
          found.stream()
              .flatMap(result -> result.failure().stream())
              .findFirst()
              .or(
                  () ->
                      Optional.of("%d of %d folds are done".formatted(found.size(), setting.size()))
                          .filter(unfinished -> found.size() < setting.size()));
      boolean whole = reason.isEmpty();
      Trial any = setting.get(0);
      return new Entry(
          any.settingId(),
          any.setting(),
          rung,
          found,
          whole
              ? FoldMean.of(found.stream().mapToDouble(TrialResult::score).toArray())
              : FoldMean.NONE,
          whole
              ? FoldMean.of(found.stream().mapToDouble(TrialResult::trainScore).toArray())
              : FoldMean.NONE,
          FoldMean.NONE,
          reason);
    }

    /** Each beside the best one at the same rung. */
    private Leaderboard leaderboard(int open) {
      List<Entry> entries = new ArrayList<>();
      for (Entry entry : ranked) {
        List<Trial> best = trials.get(ranked.get(0).id());
        entries.add(entry.against(entry(best, entry.rung())));
      }
      entries.addAll(others);
      int all = plan.trials().size();
      return new Leaderboard(
          plan.job().job(), plan.tuning(), rungs, entries, references(), all, all - open);
    }

    private List<Reference> references() {
      Set<String> names = baselines.isEmpty() ? Set.of() : baselines.get(0).keySet();
      return names.stream()
          .filter(name -> baselines.stream().allMatch(fold -> fold.containsKey(name)))
          .map(this::reference)
          .toList();
    }

    private Reference reference(String name) {
      double[] scores = baselines.stream().mapToDouble(fold -> fold.get(name)).toArray();
      FoldMean difference =
          ranked.isEmpty() ? FoldMean.NONE : FoldMean.ofDifferences(scores, ranked.get(0).scores());
      return new Reference(
          name, DoubleStream.of(scores).boxed().toList(), FoldMean.of(scores), difference);
    }
  }
}
