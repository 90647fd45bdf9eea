package io.valora.goal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.valora.base.JobException;
import io.valora.base.TimeSpan;
import io.valora.config.ConfigSection;
import io.valora.config.JobText;
import io.valora.config.Problems;
import io.valora.goal.SequentialTest.Difference;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GoalResultTest {
  private static final GoalConfig GOAL =
      goal(
          """
          goal: {event: cancelled, direction: down, window: 30 days, unit: user, value: 24 EUR}
          """);
  private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");

  @Test
  void theSectionIsTypedAndAllItsProblemsAreToldAtOnce() {
    assertThat(GOAL)
        .isEqualTo(
            new GoalConfig(
                "cancelled",
                GoalConfig.Direction.DOWN,
                TimeSpan.parse("30 days").orElseThrow(),
                "user",
                Optional.of(new Money(24, "EUR")),
                0.02));
    assertThat(goal("goal: {event: clicked}").direction()).isEqualTo(GoalConfig.Direction.UP);
    assertThatThrownBy(
            () ->
                goal(
                    """
                    goal: {event: Was Cancelled, direction: left, window: 30, value: 24, expected-change: 2, unt: x}
                    """))
        .isInstanceOf(JobException.class)
        .hasMessageContaining("6 problems")
        .hasMessageContaining(
            "Invalid goal.event: Was Cancelled (must be a word of lower-case letters, digits and dashes, such as clicked)")
        .hasMessageContaining("Invalid goal.direction: left (must be one of up, down)")
        .hasMessageContaining(
            "Invalid goal.window: 30 (must be 1 to 99,999 minutes, hours, days or weeks, such as 30 days)")
        .hasMessageContaining(
            "Invalid goal.value: 24 (must be an amount and the code of a currency, such as 24 EUR)")
        .hasMessageContaining(
            "Invalid goal.expected-change: 2.0 (must be a share below 1, such as 0.02)")
        .hasMessageContaining("Unknown key goal.unt (did you mean 'unit'?)");
  }

  @Test
  void eventsOfOtherNamesAloneAreTold() {
    GoalResult counted =
        result(List.of(arm("r2", "model", 9500, 0)), new EventCounts(42, 0, 0, 0, 0, 0, 40, 2));
    assertThat(GoalNarrative.sentences(counted).get(0))
        .isEqualTo(
            "No event is called “cancelled”: of 42 events 40 have other names. Is goal.event written"
                + " as they are?");
  }

  @Test
  void aUnitMustBeAColumn() {
    assertThatThrownBy(() -> goal("goal: {event: clicked, unit: usr}"))
        .hasMessageContaining("1 problem")
        .hasMessageContaining(
            "Invalid goal.unit: usr (must be one of user, item, prediction; did you mean 'user'?)");
    assertThat(goal("goal: {event: clicked}").unit()).isEqualTo("user");
  }

  @Test
  void aTextInPlaceOfTheSectionIsOneProblem() {
    assertThatThrownBy(() -> goal("goal: clicked"))
        .hasMessageContaining("1 problem")
        .hasMessageContaining("Invalid goal: clicked (must be ");
  }

  @Test
  void aDifferenceIsToldWithItsIntervalAndItsWorth() {
    GoalResult result =
        result(List.of(arm("r2", "model", 9500, 950), arm("r2", "control", 500, 90)));
    Difference found = result.comparison().orElseThrow().difference().orElseThrow();
    assertThat(found.isSeen()).isTrue();
    assertThat(GoalNarrative.sentences(result))
        .hasSize(3)
        .anySatisfy(
            sentence ->
                assertThat(sentence)
                    .startsWith(
                        "The model helps the goal, “cancelled” within 30 days: with the model 10.0% of 9,500 users, in the control 18.0% of 500 users. The difference is −8.0 points (−"))
        .anySatisfy(
            sentence ->
                assertThat(sentence)
                    .startsWith("That is worth 18,240 EUR so far (")
                    .endsWith("at 24.00 EUR for each."));
    GoalResult.Worth worth = result.worth().orElseThrow();
    assertThat(worth.low().amount()).isLessThan(18_240).isPositive();
    assertThat(worth.high().amount()).isGreaterThan(18_240);
    assertThat(GoalJson.of(result)).contains("\"seen\" : true").contains("\"currency\" : \"EUR\"");
  }

  @Test
  void aDifferenceThatIsNotSeenSaysHowLongItWouldTake() {
    GoalResult result = result(List.of(arm("r2", "model", 950, 95), arm("r2", "control", 500, 60)));
    assertThat(GoalNarrative.sentences(result))
        .anySatisfy(
            sentence ->
                assertThat(sentence)
                    .matches(
                        "If this difference is the true one, it takes about [\\d,]+ days more at this pace to see it\\."));
    assertThat(GoalNarrative.sentences(result).get(0)).startsWith("No difference seen yet in");
  }

  @Test
  void aMetricThatImprovedAloneIsTheFirstLine() {
    MetricChange better = new MetricChange("rmse", "r1", 0.93, 0.91, true);
    GoalResult result =
        result(List.of(arm("r2", "model", 950, 95), arm("r2", "control", 500, 50))).with(better);
    assertThat(GoalNarrative.sentences(result).get(0))
        .isEqualTo(
            "The model’s rmse improved from 0.9300 (run r1) to 0.9100 (run r2), but the goal didn’t, as far as can be told.");
    GoalResult helped =
        result(List.of(arm("r2", "model", 9500, 950), arm("r2", "control", 500, 90))).with(better);
    assertThat(GoalNarrative.sentences(helped).get(0)).startsWith("The model helps the goal");
    GoalResult beforeAndAfter =
        result(List.of(arm("r1", "model", 1000, 100), arm("r2", "model", 1000, 101))).with(better);
    assertThat(GoalNarrative.sentences(beforeAndAfter).get(0)).contains("the goal didn’t");
  }

  @Test
  void withoutAControlNothingIsCaused() {
    GoalResult result =
        result(List.of(arm("r1", "model", 1000, 100), arm("r2", "model", 2000, 160)));
    assertThat(GoalNarrative.sentences(result))
        .anySatisfy(
            sentence ->
                assertThat(sentence).startsWith("“cancelled” within 30 days: 8.0% of 2,000"))
        .anySatisfy(
            sentence -> assertThat(sentence).startsWith("Before, under run r1, it was 10.0%"))
        .anySatisfy(
            sentence -> assertThat(sentence).startsWith("Before and after only, not caused:"));
    assertThat(result.worth()).isEmpty();
  }

  @Test
  void sharesThatAreNotThoseAskedForTakeThePlaceOfAResult() {
    Outcomes outcomes =
        outcomes(
            List.of(arm("r2", "model", 9600, 960), arm("r2", "control", 400, 90)),
            List.of(new AskedShare("r2", 0.05, 10_000, 400)));
    GoalResult result = GoalResult.of("shop", GOAL, outcomes, Optional.empty());
    assertThat(GoalNarrative.sentences(result))
        .singleElement()
        .asString()
        .startsWith(
            "No result: 400 of 10,000 users were in the control, where about 500 should be.");
    assertThat(result.worth()).isEmpty();
    assertThat(GoalJson.of(result))
        .contains("\"sample-ratio-mismatch\" : true")
        .doesNotContain("\"difference\"");
  }

  @Test
  void aControlThatIsLostAltogetherIsAMismatchToo() {
    Outcomes outcomes =
        outcomes(
            List.of(arm("r2", "model", 2000, 290)), List.of(new AskedShare("r2", 0.5, 2000, 0)));
    assertThat(GoalNarrative.sentences(GoalResult.of("shop", GOAL, outcomes, Optional.empty())))
        .singleElement()
        .asString()
        .startsWith(
            "No result: 0 of 2,000 users were in the control, where about 1,000 should be.");
  }

  @Test
  void aRunThatWasServedLaterIsNoneBefore() {
    Outcomes outcomes =
        outcomes(List.of(arm("r1", "model", 1000, 100), arm("r2", "model", 2000, 160)), List.of());
    GoalResult back = GoalResult.of("shop", GOAL, outcomes, Optional.of("r1"));
    assertThat(back.current().orElseThrow().run()).isEqualTo("r1");
    assertThat(back.earlier()).isEmpty();
    assertThat(GoalNarrative.sentences(back)).noneMatch(one -> one.startsWith("Before, under"));
  }

  @Test
  void anEmptyEventIsRefused() {
    assertThatThrownBy(() -> goal("goal: {event: ''}")).hasMessageContaining("goal.event");
  }

  @Test
  void nothingIsSaidTooEarly() {
    assertThat(GoalNarrative.sentences(result(List.of())))
        .singleElement()
        .asString()
        .contains("No prediction");
    GoalResult young =
        result(
            List.of(
                new OutcomeCell("r2", "model", "2026-01-05", 10, 0, 0),
                new OutcomeCell("r2", "control", "2026-01-05", 10, 0, 0)));
    assertThat(GoalNarrative.sentences(young).get(0)).startsWith("No result yet");
  }

  @Test
  void anEventThatIsLostIsRefused() {
    assertThatThrownBy(() -> new EventCounts(3, 1, 0, 0, 0, 0, 0, 1))
        .hasMessage("Cannot account for every event: 3 were read, but the parts add up to 2");
  }

  private static OutcomeCell arm(String run, String arm, long units, long events) {
    return new OutcomeCell(run, arm, "2026-01-05", units, units, events);
  }

  private static GoalResult result(List<OutcomeCell> cells, EventCounts events) {
    Outcomes plain = outcomes(cells, List.of());
    Outcomes outcomes =
        new Outcomes(plain.asOf(), plain.runs(), cells, plain.shares(), events, plain.broken());
    return GoalResult.of("shop", GOAL, outcomes, Optional.empty());
  }

  private static GoalResult result(List<OutcomeCell> cells) {
    List<AskedShare> none = List.of();
    return GoalResult.of("shop", GOAL, outcomes(cells, none), Optional.empty());
  }

  private static Outcomes outcomes(List<OutcomeCell> cells, List<AskedShare> shares) {
    List<ServedRun> runs =
        cells.stream()
            .map(OutcomeCell::run)
            .distinct()
            .sorted()
            .map(r -> new ServedRun(r, START))
            .toList();
    return new Outcomes(
        Optional.of(START.plusSeconds(86_400 * 50)),
        runs,
        cells,
        shares,
        new EventCounts(0, 0, 0, 0, 0, 0, 0, 0),
        0);
  }

  private static GoalConfig goal(String text) {
    Problems problems = new Problems("job.yaml");
    ConfigSection section = new ConfigSection(JobText.parse("job.yaml", text), problems);
    Optional<GoalConfig> goal = GoalConfig.from(section, List.of("user", "item"));
    section.rejectUnknownKeys();
    problems.throwIfAny();
    return goal.orElseThrow();
  }
}
