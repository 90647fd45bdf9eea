package io.valora.tuning.search;

/**
 * A trial up to the end of a rung.
 *
 * @param rung from 0
 * @param epochs that the trial has had then, at most
 */
record Step(Trial trial, int rung, int epochs) {
  static Step of(SearchPlan plan, Trial trial, int rung) {
    int limit = plan.rungs().get(rung).epochs();
    return new Step(trial, rung, Math.min(limit, trial.setting().epochs()));
  }

  /** Whether nothing is left of the trial behind it. */
  boolean isLast() {
    return epochs == trial.setting().epochs();
  }

  /** The trial to its end. */
  Step whole() {
    return new Step(trial, rung, trial.setting().epochs());
  }
}
