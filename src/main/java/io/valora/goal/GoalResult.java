package io.valora.goal;

import io.valora.goal.SequentialTest.Difference;
import java.util.List;
import java.util.Optional;

/**
 * Goal of a job and what its runs did for it.
 *
 * @param current run that is served; empty where no run has units
 * @param earlier last run that was served before
 * @param metric of the current run beside that of the one before
 */
public record GoalResult(
    String job,
    GoalConfig goal,
    Outcomes outcomes,
    Optional<ServedRun> current,
    Optional<ServedRun> earlier,
    Optional<MetricChange> metric) {
  /**
   * @param champion of the job; without one, or where it has no units, the last run counts
   */
  public static GoalResult of(
      String job, GoalConfig goal, Outcomes outcomes, Optional<String> champion) {
    List<ServedRun> runs = outcomes.runs();
    Optional<ServedRun> current =
        runs.stream().filter(run -> champion.equals(Optional.of(run.run()))).findFirst();
    Optional<ServedRun> served = current.or(() -> last(runs));
    return new GoalResult(
        job,
        goal,
        outcomes,
        served,
        served.flatMap(run -> last(runs.subList(0, runs.indexOf(run)))),
        Optional.empty());
  }

  private static Optional<ServedRun> last(List<ServedRun> runs) {
    return runs.stream().reduce((one, later) -> later);
  }

  public GoalResult with(MetricChange change) {
    return new GoalResult(job, goal, outcomes, current, earlier, Optional.of(change));
  }

  /** The current model against the control; empty without one. */
  public Optional<ArmComparison> comparison() {
    return current.flatMap(run -> ArmComparison.of(goal, outcomes, run));
  }

  /** The model's rate in the current run minus that in the run before. */
  public Optional<Difference> beforeAndAfter() {
    if (earlier.isEmpty()) {
      return Optional.empty();
    }
    Rate before = outcomes.total(earlier.get().run(), OutcomeCell.MODEL).rate();
    Rate after = rate();
    return before.units() == 0 || after.units() == 0
        ? Optional.empty()
        : Optional.of(
            new SequentialTest(goal.expectedChange(), ArmComparison.ERROR)
                .compare(before.sample(), after.sample()));
  }

  /** Rate of the model in the current run. */
  public Rate rate() {
    return current
        .map(run -> outcomes.total(run.run(), OutcomeCell.MODEL).rate())
        .orElse(new Rate(0, 0));
  }

  /**
   * Whether the model's metric improved and the goal didn't, as far as the control can tell, or
   * without one, the run before.
   */
  public boolean isMetricAlone() {
    if (metric.filter(MetricChange::improved).isEmpty() || rate().units() == 0) {
      return false;
    }
    Optional<ArmComparison> compared = comparison();
    if (compared.isPresent()) {
      return compared.get().difference().isPresent() && !compared.get().isGain(goal);
    }
    return beforeAndAfter()
        .filter(found -> !(found.isSeen() && goal.direction().gain(found.difference()) > 0))
        .isPresent();
  }

  /**
   * What the model is worth so far: the difference to the control times its units and the value of
   * an event, as the estimate and both ends of the interval. Empty without a value or a comparison.
   */
  public Optional<Worth> worth() {
    Optional<Difference> difference = comparison().flatMap(ArmComparison::difference);
    if (goal.value().isEmpty() || difference.isEmpty()) {
      return Optional.empty();
    }
    Money value = goal.value().get().times(rate().units());
    Difference found = difference.get();
    double one = goal.direction().gain(found.low());
    double other = goal.direction().gain(found.high());
    return Optional.of(
        new Worth(
            value.times(goal.direction().gain(found.difference())),
            value.times(Math.min(one, other)),
            value.times(Math.max(one, other))));
  }

  /** Money that the model made or saved so far; below 0 for a loss. */
  public record Worth(Money estimate, Money low, Money high) {}
}
