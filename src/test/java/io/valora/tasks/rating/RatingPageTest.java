package io.valora.tasks.rating;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.valora.report.LedgerSection;
import io.valora.report.TrainingSection;
import io.valora.testing.report.PageMarkup;
import io.valora.testing.tasks.SampleReport;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class RatingPageTest {
  @Test
  void firstScreenSpeaksInCounts() {
    String page = RatingPage.render(SampleReport.full());

    assertThat(page)
        .contains("Of 2,233 ratings held back, ")
        .contains(" were predicted within half a star; ")
        .contains(" were off by more than one and a half. Ten of them:")
        .contains(
            "Guessing each item’s average instead would typically have been off by 1.02 stars; the model")
        .contains("model is off by 0.93 (root mean square): its error is 8.6% smaller.");
  }

  @Test
  void bestValueOfAColumnIsBoldAndTheNetworkStandsFirst() {
    String page = RatingPage.render(SampleReport.full());

    assertThat(page)
        .contains("<strong>0.930</strong>", "<strong>0.728</strong>", "<strong>9.4%</strong>")
        .doesNotContain("<strong>0.934</strong>");
    assertThat(page.indexOf("What the run trained.")).isBetween(0, page.indexOf("global-mean"));
  }

  @Test
  void listsThatAreNearlyTheSameForEverybodyAreWarnedOf() {
    String page = markup(SampleReport.full());

    assertThat(page)
        .containsOnlyOnce("Nearly every user is shown the same list")
        .contains("by “most popular”: 12 items in all lists of 10, and two lists share 91%.</p>")
        .contains("<strong>22.0%</strong>", "<strong>0.810</strong>")
        .contains("What was made for stars was trained to predict them, not to order lists");
  }

  @Test
  void gatesHaveTheirVerdictsFiguresAndRemedies() {
    String page = markup(SampleReport.full()).replaceAll("\\s+", " ");

    assertThat(page)
        .contains(
            "no-worse-than-simplest</th> <td class=\"text\">passed</td>"
                + " <td class=\"number\">0.9123</td> <td class=\"number\">1.0456</td>"
                + " <td class=\"number\">−0.1500 to −0.1100</td>")
        .contains("<strong>failed</strong>", "<span class=\"what\">train longer</span>")
        .contains("not judged</td> <td class=\"number\">–</td>", "no champion &lt;yet&gt;");
    assertThat(markup(SampleReport.bare())).contains("No rule was checked.");
  }

  @Test
  void undefinedNumbersAreDashes() {
    String unknown = RatingPage.render(SampleReport.full()).replaceAll("\\s+", " ");

    assertThat(unknown)
        .containsPattern(
            "unknown user, unknown item</th> <td class=\"number\">0</td>"
                + " <td class=\"number\">0%</td> <td class=\"number\">undefined</td>");
    assertThat(markup(SampleReport.bare())).doesNotContain("NaN").contains(">undefined</span>");
  }

  @Test
  void textsOfUsersCannotBecomeMarkup() {
    String hostile = "</script><!--<img src=x onerror=alert(1)>\"'&${1+1}";
    String page = RatingPage.render(SampleReport.named(hostile));

    assertThat(PageMarkup.of(page))
        .doesNotContain("<img", "<!--")
        .contains("&lt;/script&gt;&lt;!--&lt;img src=x onerror=alert(1)&gt;");
    assertThat(page.split("</script>", -1)).as("three scripts, none ended early").hasSize(4);
  }

  @Test
  void chartDataCannotEndItsScriptAndStaysTheSameData() throws IOException {
    RatingReport full = SampleReport.full();
    TrainingSection odd =
        new TrainingSection(
            "</script><!--&'\u2028",
            full.run().training().epochs(),
            full.run().training().bestEpoch(),
            30);
    String json = RatingCharts.of(SampleReport.trained(full, odd));
    JsonNode read = new ObjectMapper().readTree(json);

    assertThat(json).doesNotContain("<", ">", "&", "'", "\u2028");
    assertThat(read.get("metric").asText()).isEqualTo(odd.metric());
    assertThat(read.get("epochs")).hasSize(14);
    assertThat(read.get("cells")).hasSameSizeAs(new RatingTables(full).cells());
    long rows = 0;
    for (JsonNode bin : read.get("errors")) {
      rows += bin.get(2).asLong();
    }
    assertThat(rows).isEqualTo(2233);
  }

  @Test
  void pageLoadsNothing() {
    String page = RatingPage.render(SampleReport.full());
    String own = PageMarkup.of(page);

    assertThat(own).doesNotContain("http://", "https://", "src=", "<link");
    assertThat(page)
        .doesNotContain("<script src", "@import")
        .doesNotContainPattern("url\\(['\"]?h");
    assertThat(page).contains("default-src 'none'");
    assertThat(own).doesNotContainPattern("href=\"[^#]");
  }

  @Test
  void everyElementThatOpensCloses() {
    PageMarkup.assertBalanced(markup(SampleReport.full()));
    PageMarkup.assertBalanced(markup(SampleReport.bare()));
  }

  @Test
  void linksLeadToSectionsOfThePage() {
    String page = markup(SampleReport.bare());
    Matcher links = Pattern.compile("href=\"#([a-z]+)\"").matcher(page);

    assertThat(links.results().map(link -> link.group(1)).toList())
        .hasSize(9)
        .allSatisfy(id -> assertThat(page).contains("<section id=\"" + id + "\""));
  }

  @Test
  void runWithNothingToShowSaysSo() {
    assertThat(markup(SampleReport.bare()))
        .contains(
            "No ratings were held back",
            "None: every row read could be understood.",
            "This run made no top lists to judge.",
            "There are no test rows to show.",
            "Training made one pass over the data, as planned, and the model after pass 1")
        .doesNotContain("furthest off", "id=\"chart-errors\"");
  }

  @Test
  void rowsThatDoNotAddUpAreNotHidden() {
    RatingReport full = SampleReport.full();

    RatingReport off = SampleReport.counted(full, new LedgerSection(10, 7, 2, 0, 0, 4, 1, 1));

    assertThat(markup(full)).contains("<p class=\"note\">Every row is accounted for.</p>");
    assertThat(markup(off))
        .contains(
            "<p class=\"box\">The rows do not add up: 1 of those read and 1 of those typed are"
                + " unaccounted for.</p>");
  }

  private static String markup(RatingReport report) {
    return PageMarkup.of(RatingPage.render(report));
  }
}
