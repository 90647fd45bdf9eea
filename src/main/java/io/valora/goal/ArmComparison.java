package io.valora.goal;

import io.valora.goal.SequentialTest.Difference;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Model of a run against the control.
 *
 * @param shareP p-value of the check of the arms' shares; empty where no share was logged
 * @param difference of the model's rate to the control's; empty without units of both whose window
 *     is over, and where the shares aren't those asked for
 * @param daysNeeded until a difference such as this one would be seen; empty where it is seen, and
 *     where it would take more than ten years
 */
public record ArmComparison(
    Rate model,
    Rate control,
    Optional<Double> shareP,
    Optional<Difference> difference,
    OptionalLong daysNeeded) {
  static final double ERROR = 0.05;

  /** Empty where the run has no control, or its units aren't independent of each other. */
  static Optional<ArmComparison> of(GoalConfig goal, Outcomes outcomes, ServedRun run) {
    OutcomeCell model = outcomes.total(run.run(), OutcomeCell.MODEL);
    OutcomeCell control = outcomes.total(run.run(), OutcomeCell.CONTROL);
    List<SampleRatio.Split> splits =
        outcomes.shares().stream()
            .filter(share -> share.run().equals(run.run()))
            .map(AskedShare::split)
            .toList();
    boolean hasControl = control.units() > 0 || !splits.isEmpty();
    if (!hasControl || goal.unit().equals(GoalConfig.PREDICTION)) {
      return Optional.empty();
    }
    Optional<Double> p = splits.isEmpty() ? Optional.empty() : Optional.of(SampleRatio.p(splits));
    ArmComparison none =
        new ArmComparison(model.rate(), control.rate(), p, Optional.empty(), OptionalLong.empty());
    return Optional.of(
        none.isMismatch() || model.matured() == 0 || control.matured() == 0
            ? none
            : none.compared(goal, days(goal, outcomes, run)));
  }

  /** Days in which the units whose window is over came. */
  private static double days(GoalConfig goal, Outcomes outcomes, ServedRun run) {
    double seconds =
        outcomes.asOf().orElse(run.first()).getEpochSecond()
            - run.first().getEpochSecond()
            - goal.window().duration().toSeconds();
    return Math.max(1, seconds / 86_400);
  }

  private ArmComparison compared(GoalConfig goal, double days) {
    SequentialTest test = new SequentialTest(goal.expectedChange(), ERROR);
    Sample first = control.sample();
    Sample second = model.sample();
    Difference found = test.compare(first, second);
    return new ArmComparison(
        model,
        control,
        shareP,
        Optional.of(found),
        found.isSeen()
            ? OptionalLong.empty()
            : test.daysNeeded(first, second, found.difference(), days));
  }

  /** Whether the arms didn't get the shares of units that were asked for. */
  public boolean isMismatch() {
    return shareP.filter(p -> p <= SampleRatio.ERROR).isPresent();
  }

  /** Whether the model is better than the control, as far as can be told. */
  boolean isGain(GoalConfig goal) {
    return difference
        .filter(found -> found.isSeen() && goal.direction().gain(found.difference()) > 0)
        .isPresent();
  }
}
