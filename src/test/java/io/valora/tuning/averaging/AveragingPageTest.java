package io.valora.tuning.averaging;

import static io.valora.testing.tuning.ComparisonExamples.batches;
import static io.valora.testing.tuning.ComparisonExamples.of;
import static io.valora.testing.tuning.ComparisonExamples.trial;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.valora.testing.tuning.ComparisonExamples;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class AveragingPageTest {
  private static final Pattern SCRIPT = Pattern.compile("(?s)<(script|style)[^>]*>.*?</\\1>");

  private final AveragingComparison full = ComparisonExamples.full();
  private final AveragingNarrative words = new AveragingNarrative(full);

  @Test
  void adviceIsOneSentenceWithItsReasons() {
    assertThat(words.advice())
        .isEqualTo(
            "Of 5 grid points, 3 have a validation RMSE within 1% of the best (0.9950); the fastest of"
                + " them is 2 shards, averaged every 10 batches: 5.0 s and 0.9950, where 1 shard"
                + " took 8.0 s and reached 1.0000.");
  }

  @Test
  void adviceOfOneShardSaysThatItIsTheOnlyOne() {
    AveragingComparison hurt =
        of(0.005, List.of(trial(GridPoint.REFERENCE, 0.9, 8), trial(batches(2, 100), 0.95, 4)));
    AveragingNarrative about = new AveragingNarrative(hurt);

    assertThat(about.advice())
        .isEqualTo(
            "Of 2 grid points, only 1 shard has a validation RMSE within 0.5% of the best (0.9000):"
                + " 8.0 s and 0.9000.");
    assertThat(about.lines())
        .as("one shard has nothing to average")
        .containsExactly("training:", "  shards: 1");
    assertThat(about.crowding()).isEmpty();
    assertThat(about.jobFile()).isEqualTo("The job file says 2 shards, averaged every 10 batches.");
  }

  @Test
  void oneShardAloneIsNoAdvice() {
    AveragingComparison alone = of(0.005, List.of(trial(GridPoint.REFERENCE, 0.9, 8)));

    assertThat(new AveragingNarrative(alone).advice())
        .isEqualTo(
            "Only 1 shard was trained, so there is nothing to compare: 8.0 s and a validation RMSE"
                + " of 0.9000.");
    assertThat(markup(alone))
        .contains("Only 1 shard was trained")
        .doesNotContain("training:", "The job file says", "advised");
  }

  @Test
  void unitThatTheJobFileLacksIsNamed() {
    GridPoint epochs = new GridPoint(2, 4, GridPoint.Unit.EPOCH);
    AveragingComparison faster =
        of(0.005, List.of(trial(GridPoint.REFERENCE, 0.9, 8), trial(epochs, 0.9, 4)));

    assertThat(new AveragingNarrative(faster).lines())
        .containsExactly(
            "training:", "  shards: 2", "  averaging-frequency: 4", "  averaging-unit: epoch");
  }

  @Test
  void jobFileThatSaysSoAlreadyIsTold() {
    assertThat(words.lines())
        .containsExactly("training:", "  shards: 2", "  averaging-frequency: 10");
    assertThat(words.jobFile()).isEqualTo("The job file says so already.");
  }

  @Test
  void shardsThatTookTurnsAreWarnedOf() {
    assertThat(words.crowding())
        .contains(
            "Spark has 2 slots here, so the shards of a training in 4 take turns: their times say"
                + " nothing about as many cores.");
    assertThat(AveragingNarrative.crowding(List.of(2, 4, 8), 1).orElseThrow())
        .startsWith("Spark has 1 slot here, so the shards of a training in 2, 4 or 8 take turns");
  }

  @Test
  void pageHoldsTheAdviceAndEveryPoint() {
    String page = markup(full);

    assertThat(page).contains(words.advice()).contains(words.crowding().orElseThrow());
    assertThat(page.split("<th scope=\"row\"", -1)).hasSize(6);
    assertThat(page)
        .contains("<strong>0.9950</strong>", ">−0.0050<", ">+0.0125<", ">+25.00%<", ">2.00×<")
        .contains(">–</td>", ">every 100 batches</td>", "within 1%</th>")
        .contains("<td class=\"number\">yes</td>", "<td class=\"number\">no</td>")
        .containsOnlyOnce("every 10 batches<span class=\"what\">advised</span>");
  }

  @Test
  void chartShowsEveryPointOnce() throws IOException {
    JsonNode data = new ObjectMapper().readTree(AveragingPage.data(full));

    assertThat(data.get("points")).hasSize(5);
    assertThat(data.at("/points/0/label").asText()).isEqualTo("1 shard");
    assertThat(data.at("/points/2/label").asText()).isEqualTo("every 100");
    assertThat(data.findValuesAsText("advised"))
        .containsExactly("false", "true", "false", "false", "false");
  }

  @Test
  void pageLoadsNothingAndCannotBeEndedByAName() {
    AveragingComparison hostile =
        new AveragingComparison(
            "</script><img src=x>", "r1", Instant.EPOCH, full.conditions(), 0, full.results());
    String page = AveragingPage.render(hostile);

    assertThat(markup(hostile)).doesNotContain("http:", "https:", "<img", "<link");
    assertThat(page).contains("default-src 'none'").doesNotContain("<script src");
    assertThat(page.split("</script>", -1)).as("three scripts, none ended early").hasSize(4);
  }

  private static String markup(AveragingComparison comparison) {
    return SCRIPT.matcher(AveragingPage.render(comparison)).replaceAll("");
  }
}
