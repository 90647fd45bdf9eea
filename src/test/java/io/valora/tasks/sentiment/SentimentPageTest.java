package io.valora.tasks.sentiment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.valora.evaluation.classification.ClassSlice;
import io.valora.evaluation.classification.ConfusionCounts;
import io.valora.evaluation.classification.WordWeight;
import io.valora.testing.report.PageMarkup;
import io.valora.testing.tasks.SampleSentiment;
import java.io.IOException;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class SentimentPageTest {
  private final SentimentNarrative words = new SentimentNarrative(SampleSentiment.full());

  @Test
  void firstScreenSpeaksInCounts() {
    assertThat(words.reading())
        .isEqualTo(
            "Of 25,000 texts it read 23,012 right; it called 1,011 bad ones good and 977 good"
                + " ones bad.");
    assertThat(new SentimentNarrative(SampleSentiment.bare()).reading())
        .isEqualTo(
            "Of 1 text it read 1 right; it called 0 negative ones positive and 0 positive ones"
                + " negative.");
    assertThat(markup(SampleSentiment.full()))
        .contains(words.reading(), words.comparison().orElseThrow(), words.training());
  }

  @Test
  void comparisonNamesTheBestBaselineAndTheMajority() {
    assertThat(words.comparison())
        .hasValue(
            "The best simpler way, logistic regression, reads 22,550 right: 462 fewer than the"
                + " model. Who always gives the more frequent answer reads 12,500 right.");
    assertThat(compared("majority-class", 12_500))
        .isEqualTo("Who always gives the more frequent answer reads 12,500 right.");
  }

  @Test
  void comparisonSaysWhichOneIsBetterOrThatNobodyCanTell() {
    assertThat(compared("naive-bayes", 23_000))
        .endsWith("reads 23,000 right: a difference within this test’s margin of error.");
    assertThat(compared("naive-bayes", 24_000))
        .endsWith("988 more than the model, so the simpler way is the better one here.");
    assertThat(new SentimentNarrative(SampleSentiment.bare()).comparison()).isEmpty();
  }

  @Test
  void trainingSaysWhetherItLearnedByHeart() {
    assertThat(words.training())
        .startsWith("Training stopped early, after 7 of at most 10 passes over the data, and")
        .contains("pass 4 was kept. The validation loss turned after epoch 4, at 0.245; from");
  }

  @Test
  void mistakesStandWithTheWordsThatMisled() {
    String page = markup(SampleSentiment.full());

    assertThat(page).contains("Really bad, read as good <span class=\"what\">score 0.990</span>");
    assertThat(page).contains("Really good, read as bad <span class=\"what\">score 0.020</span>");
    assertThat(page).contains("<li>great +1.52</li>", "<li>boring −1.52</li>");
    assertThat(words.weight(new WordWeight("so", 0))).isEqualTo("so 0.00");
  }

  @Test
  void marksOfHtmlAreShownAsWhatTheyStandFor() {
    assertThat(words.readable("it&#39;s &lt;good&gt;<br /><br>really"))
        .isEqualTo("it's <good>\nreally");
    assertThat(words.excerpt("it&#39;s")).isEqualTo("it's");
  }

  @Test
  void aCurveIsNotShownTwiceWhereTheLossIsTheMetric() {
    SentimentReport full = SampleSentiment.full();
    assertThat(markup(full)).contains("id=\"chart-loss\"", "id=\"chart-metric\"");
    assertThat(markup(SampleSentiment.monitoringLoss()))
        .contains("id=\"chart-loss\"")
        .doesNotContain(
            "id=\"chart-metric\"",
            "training loss</th>\n            <th scope=\"col\" class=\"number\">validation loss</th>\n            <th");
  }

  @Test
  void excerptsEndBetweenWords() {
    assertThat(words.excerpt("short")).isEqualTo("short");
    assertThat(words.excerpt("word ".repeat(50))).endsWith("word word …").hasSizeBetween(170, 182);
    assertThat(words.excerpt("x".repeat(500))).isEqualTo("x".repeat(180) + " …");
  }

  @Test
  void bestValueOfAColumnIsBoldAndTheModelStandsFirst() {
    String page = markup(SampleSentiment.full());

    assertThat(page)
        .contains("<strong>23,012</strong>", "<strong>92.0%</strong>", "<strong>0.973</strong>")
        .contains("95% interval 91.7% to 92.4%")
        .doesNotContain("<strong>22,550</strong>");
    assertThat(page.indexOf("The trained model")).isBetween(0, page.indexOf("majority class"));
  }

  @Test
  void slicesAreNamedInWords() {
    assertThat(words.name(new ClassSlice("label", "0", 1, 1))).isEqualTo("bad texts");
    assertThat(markup(SampleSentiment.full())).contains(">good texts<", ">up to 100 words<");
  }

  @Test
  void chartsShowWhatWasMeasured() throws IOException {
    JsonNode data = new ObjectMapper().readTree(SentimentPage.data(SampleSentiment.full()));

    assertThat(data.get("roc")).hasSize(101);
    assertThat(data.get("calibration")).hasSize(15);
    assertThat(data.get("epochs")).hasSize(7);
    assertThat(data.at("/chosen/1").asDouble()).isEqualTo(SampleSentiment.COUNTS.recall());
  }

  @Test
  void textsOfUsersCannotBecomeMarkup() {
    String page = SentimentPage.render(SampleSentiment.named("</script><!--<img src=x>\"'&"));

    assertThat(PageMarkup.of(page)).doesNotContain("<img", "<!--").contains("&lt;img src=x&gt;");
    assertThat(page.split("</script>", -1)).as("three scripts, none ended early").hasSize(4);
  }

  @Test
  void pageLoadsNothing() {
    String page = SentimentPage.render(SampleSentiment.full());

    assertThat(PageMarkup.of(page))
        .doesNotContain("http://", "https://", "src=", "<link")
        .doesNotContainPattern("href=\"[^#]");
    assertThat(page).contains("default-src 'none'").doesNotContain("<script src", "@import");
  }

  @Test
  void everyElementThatOpensClosesAndEveryLinkLeadsSomewhere() {
    for (SentimentReport report :
        new SentimentReport[] {SampleSentiment.full(), SampleSentiment.bare()}) {
      String page = markup(report);

      PageMarkup.assertBalanced(page);
      assertThat(page).doesNotContain("NaN");
      assertThat(Pattern.compile("href=\"#([a-z]+)\"").matcher(page).results().toList())
          .hasSize(8)
          .allSatisfy(link -> assertThat(page).contains("<section id=\"" + link.group(1) + "\""));
    }
  }

  @Test
  void aRareClassIsWarnedAbout() {
    assertThat(markup(SampleSentiment.bare())).contains("Only 0.0 % of the rows are negative");
    assertThat(markup(SampleSentiment.full())).doesNotContain("% of the rows are");
  }

  private static String compared(String name, long right) {
    ConfusionCounts counts = new ConfusionCounts(0, 25_000 - right, right, 0);
    return new SentimentNarrative(
            SampleSentiment.compared(Map.of(name, SampleSentiment.metrics(counts, 0.5))))
        .comparison()
        .orElseThrow();
  }

  private static String markup(SentimentReport report) {
    return PageMarkup.of(SentimentPage.render(report));
  }
}
