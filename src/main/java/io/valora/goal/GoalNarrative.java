package io.valora.goal;

import io.valora.goal.SequentialTest.Difference;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Result of a goal in sentences, the most important one first. */
public final class GoalNarrative {
  private final GoalResult result;
  private final GoalConfig goal;

  private GoalNarrative(GoalResult result) {
    this.result = result;
    this.goal = result.goal();
  }

  public static List<String> sentences(GoalResult result) {
    return new GoalNarrative(result).sentences();
  }

  private List<String> sentences() {
    List<String> sentences = new ArrayList<>();
    if (result.current().isEmpty()) {
      return List.of(
          "No prediction in the log names a %s: nothing can be said.".formatted(goal.unit()));
    }
    Optional<ArmComparison> compared = result.comparison();
    EventCounts events = result.outcomes().events();
    if (events.other() > 0 && events.other() + events.unknown() == events.all()) {
      sentences.add(
          "No event is called “%s”: of %,d events %,d have other names. Is goal.event written as they are?"
              .formatted(goal.event(), events.all(), events.other()));
    }
    if (result.isMetricAlone()) {
      sentences.add(metricAlone());
    }
    if (compared.isPresent()) {
      addComparison(sentences, compared.get());
    } else {
      addBeforeAndAfter(sentences);
    }
    return sentences;
  }

  private String metricAlone() {
    MetricChange change = result.metric().orElseThrow();
    return "The model’s %s improved from %s (run %s) to %s (run %s), but the goal didn’t, as far as can be told."
        .formatted(
            change.name(),
            figure(change.earlier()),
            change.earlierRun(),
            figure(change.now()),
            result.current().orElseThrow().run());
  }

  private void addComparison(List<String> sentences, ArmComparison compared) {
    if (compared.isMismatch()) {
      sentences.add(mismatch());
      return;
    }
    if (compared.difference().isEmpty()) {
      sentences.add(tooEarly());
      return;
    }
    Difference found = compared.difference().get();
    sentences.add(
        "%s: with the model %s of %s, in the control %s of %s. The difference is %s points (%s to %s, an interval of 95%% that holds however often you look)."
            .formatted(
                verdict(compared, found),
                percent(compared.model().share()),
                units(compared.model().units()),
                percent(compared.control().share()),
                units(compared.control().units()),
                points(found.difference()),
                points(found.low()),
                points(found.high())));
    result
        .worth()
        .ifPresent(
            worth ->
                sentences.add(
                    "That %s worth %s so far (%s to %s), at %s for each."
                        .formatted(
                            found.isSeen() ? "is" : "would be",
                            worth.estimate(),
                            worth.low(),
                            worth.high(),
                            goal.value().orElseThrow())));
    if (!found.isSeen()) {
      sentences.add(daysNeeded(compared));
    }
    if (compared.shareP().isEmpty()) {
      sentences.add(
          "Whether the arms got the shares asked for can’t be checked: the log doesn’t say them.");
    }
  }

  private String verdict(ArmComparison compared, Difference found) {
    String what = "“%s” within %s".formatted(goal.event(), goal.window());
    if (!found.isSeen()) {
      return "No difference seen yet in " + what;
    }
    return compared.isGain(goal)
        ? "The model helps the goal, " + what
        : "The model harms the goal, " + what;
  }

  private static String daysNeeded(ArmComparison compared) {
    return compared.daysNeeded().isPresent()
        ? "If this difference is the true one, it takes about %s more at this pace to see it."
            .formatted(days(compared.daysNeeded().getAsLong()))
        : "A difference as small as this one would take more than ten years to see at this pace.";
  }

  private static String days(long days) {
    return days == 1 ? "a day" : String.format(Locale.ENGLISH, "%,d days", days);
  }

  private String mismatch() {
    String run = result.current().orElseThrow().run();
    long asked = 0;
    long control = 0;
    long units = 0;
    for (AskedShare share : result.outcomes().shares()) {
      if (share.run().equals(run)) {
        asked += Math.round(share.share() * share.units());
        control += share.control();
        units += share.units();
      }
    }
    return String.format(
        Locale.ENGLISH,
        "No result: %,d of %s were in the control, where about %,d should be. Something loses %ss of one arm, such as a cache, a redirect or a log that is switched off; find it first.",
        control,
        units(units),
        asked,
        goal.unit());
  }

  private String tooEarly() {
    return "No result yet: no %s of each arm is past its %s.".formatted(goal.unit(), goal.window());
  }

  private void addBeforeAndAfter(List<String> sentences) {
    Rate rate = result.rate();
    String run = result.current().orElseThrow().run();
    if (rate.units() == 0) {
      sentences.add("No result yet: no %s is past its %s.".formatted(goal.unit(), goal.window()));
      return;
    }
    sentences.add(
        "“%s” within %s: %s of %s of run %s (%s to %s)."
            .formatted(
                goal.event(),
                goal.window(),
                percent(rate.share()),
                units(rate.units()),
                run,
                percent(rate.low()),
                percent(rate.high())));
    result
        .beforeAndAfter()
        .ifPresent(
            found ->
                sentences.add(
                    "Before, under run %s, it was %s: a difference of %s points (%s to %s)."
                        .formatted(
                            result.earlier().orElseThrow().run(),
                            percent(rate.share() - found.difference()),
                            points(found.difference()),
                            points(found.low()),
                            points(found.high()))));
    sentences.add(
        goal.unit().equals(GoalConfig.PREDICTION)
            ? "Before and after only, not caused: predictions of one user depend on each other, so the control can’t be compared (unit: user)."
            : "Before and after only, not caused: without a control nobody knows what would have been (valora serve --control 0.05).");
  }

  private String units(long count) {
    return String.format(Locale.ENGLISH, "%,d %s%s", count, goal.unit(), count == 1 ? "" : "s");
  }

  private static String percent(double share) {
    return String.format(Locale.ENGLISH, "%.1f%%", 100 * share);
  }

  private static String points(double difference) {
    return String.format(Locale.ENGLISH, "%+.1f", 100 * difference).replace("-", "−");
  }

  private static String figure(double value) {
    return String.format(Locale.ENGLISH, "%.4f", value).replace("-", "−");
  }
}
