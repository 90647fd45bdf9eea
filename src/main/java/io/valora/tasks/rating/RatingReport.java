package io.valora.tasks.rating;

import io.valora.evaluation.rating.RatingEvaluation;
import io.valora.evaluation.rating.RatingMetrics;
import io.valora.evaluation.rating.RatingResult;
import io.valora.evaluation.rating.WorstError;
import io.valora.report.Contender;
import io.valora.report.RunSections;
import java.util.List;
import java.util.Map;

/**
 * Everything the report of a rating run shows. Ratings, predictions and errors are in stars; an
 * error is predicted minus real; {@link Double#NaN} stands for a number that is not defined and is
 * shown as a dash.
 *
 * @param run sections that all reports share
 * @param leaks overlap of the test rows with the training rows, as the split counted it
 */
public record RatingReport(RunSections run, RatingResult result, Map<String, Long> leaks) {
  private static final int WORST_SHOWN = 10;
  private static final Map<String, String> DESCRIPTIONS =
      Map.of(
          "global-mean", "The mean of all train ratings, for everything.",
          "item-mean", "The mean of the item's train ratings.",
          "bias", "The mean, and how far the user and the item lie from it.",
          "als", "Matrix factorization (Spark's ALS) on what the biases leave over.");

  public RatingReport {
    leaks = Map.copyOf(leaks);
  }

  public RatingEvaluation model() {
    return result.model();
  }

  public RatingMetrics test() {
    return model().test();
  }

  public long rows() {
    return test().regression().rows();
  }

  /** The network first, then the baselines in the order they were measured. */
  public List<Contender> contenders() {
    return Contender.of(test().regression(), result.baselines(), DESCRIPTIONS);
  }

  /** The rows furthest off, worst first. */
  public List<WorstError> worst() {
    return model().worstErrors().stream().limit(WORST_SHOWN).toList();
  }

  /** A count of the overlap, such as {@code unseen-user}; 0 where the split counted none. */
  public long leak(String name) {
    return leaks.getOrDefault(name, 0L);
  }
}
