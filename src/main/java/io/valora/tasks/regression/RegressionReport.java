package io.valora.tasks.regression;

import io.valora.evaluation.regression.InputImportance;
import io.valora.evaluation.regression.RegressionEvaluation;
import io.valora.evaluation.regression.RegressionResult;
import io.valora.report.Contender;
import io.valora.report.RunSections;
import java.util.List;
import java.util.Map;

/**
 * Everything the report of a regression run shows. Predictions and errors are in the target's unit;
 * an error is predicted minus real.
 *
 * @param run sections that all reports share
 * @param importance of the inputs, the largest first; empty where it was not measured
 */
public record RegressionReport(
    RunSections run, Nouns nouns, RegressionResult result, List<InputImportance> importance) {
  private static final Map<String, String> DESCRIPTIONS =
      Map.of(
          "mean", "The average of what training saw, for everything.",
          "linear-regression", "The straight line with the least squared error, without training.");

  public RegressionReport {
    importance = List.copyOf(importance);
  }

  /** Without the importance of the inputs. */
  public RegressionReport(RunSections run, Nouns nouns, RegressionResult result) {
    this(run, nouns, result, List.of());
  }

  /**
   * Domain nouns of the page.
   *
   * @param rows several rows, such as "months"
   * @param unit what the target is counted in, such as "subscribers"
   */
  public record Nouns(String rows, String unit) {
    /** The nouns of a job; without a unit, the target's name in words. */
    public static Nouns of(String rows, String unit, String target) {
      return new Nouns(rows, unit.isEmpty() ? target.replace('_', ' ') : unit);
    }
  }

  public RegressionEvaluation model() {
    return result.model();
  }

  /** The network first, then the baselines in the order they were measured. */
  public List<Contender> contenders() {
    return Contender.of(model().test(), result.baselines(), DESCRIPTIONS);
  }
}
