package io.valora.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.valora.base.TimeSpan;
import io.valora.goal.AskedShare;
import io.valora.goal.EventCounts;
import io.valora.goal.GoalConfig;
import io.valora.goal.GoalConfig.Direction;
import io.valora.goal.GoalResult;
import io.valora.goal.OutcomeCell;
import io.valora.goal.Outcomes;
import io.valora.goal.ServedRun;
import io.valora.model.Output;
import io.valora.model.Range;
import io.valora.report.LabelPage.AskedRow;
import io.valora.testing.report.PageMarkup;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OutcomePagesTest {
  private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");

  @Test
  void theGoalHasItsVerdictItsWeeksAndItsLedger() {
    String page = GoalPage.render(result(List.of(new AskedShare("r2", 0.5, 20, 10))));
    String markup = PageMarkup.of(page);
    PageMarkup.assertBalanced(markup);
    assertThat(markup)
        .contains("<p class=\"lead\">No difference seen yet in “cancelled” within 30 days")
        .contains("role=\"img\"", "<caption>One run, arm and week per row</caption>")
        .contains("<td class=\"number\">20.0%</td>")
        .contains("<td class=\"line\">2026-01-12</td>");
    int data = page.indexOf("{\"series\"");
    assertThat(page.substring(data, data + 90))
        .startsWith(
            "{\"series\":[{\"name\":\"r2, control\",\"control\":true,\"points\":[[\"2026-01-05\",20.0,");
    assertThat(markup).doesNotContain("src=", "http:");
  }

  @Test
  void aMismatchOfTheSharesIsTheVerdict() {
    String page = GoalPage.render(result(List.of(new AskedShare("r2", 0.5, 10_000, 4000))));
    assertThat(PageMarkup.of(page))
        .contains("<p class=\"lead\">No result: 4,000 of 10,000 users were in the control")
        .doesNotContain("points (");
  }

  private static GoalResult result(List<AskedShare> shares) {
    GoalConfig goal =
        new GoalConfig(
            "cancelled",
            Direction.DOWN,
            TimeSpan.parse("30 days").orElseThrow(),
            "user",
            Optional.empty(),
            0.02);
    return GoalResult.of(
        "<shop>",
        goal,
        new Outcomes(
            Optional.of(NOW),
            List.of(new ServedRun("r2", Instant.parse("2026-01-05T00:00:00Z"))),
            List.of(
                new OutcomeCell("r2", "control", "2026-01-05", 10, 10, 2),
                new OutcomeCell("r2", "model", "2026-01-05", 10, 10, 1),
                new OutcomeCell("r2", "model", "2026-01-12", 5, 0, 0)),
            shares,
            new EventCounts(3, 3, 0, 0, 0, 0, 0, 0),
            0),
        Optional.empty());
  }

  @Test
  void rowsToLabelAreTextWhateverTheyHold() {
    Output output = new Output("label", "probability", "", new Range(0, 1), List.of("bad", "good"));
    String page =
        LabelPage.render(
            "shop",
            "r1-1",
            output,
            List.of(new AskedRow("p1", Map.of("text", "</script><img src=x onerror=alert(1)>"))));
    String markup = PageMarkup.of(page);
    PageMarkup.assertBalanced(markup);
    assertThat(markup)
        .contains("role=\"status\"", "What is the true label?", ">good<kbd>2</kbd></button>");
    assertThat(page)
        .contains("\\u003C/script\\u003E")
        .doesNotContain("<img src=x", "http://")
        .hasSizeLessThan(40_000);
  }

  @Test
  void numbersAreTyped() {
    Output output = new Output("rating", "predicted stars", "stars", new Range(1, 5), List.of());
    String page =
        LabelPage.render(
            "shop", "r1-1", output, List.of(new AskedRow("p1", Map.of("user", "ana"))));
    assertThat(PageMarkup.of(page))
        .contains("<label for=\"number\">rating, in stars</label>", "1 row<");
  }
}
