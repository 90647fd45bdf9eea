package io.valora.tasks.regression;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.valora.testing.report.PageMarkup;
import io.valora.testing.tasks.SampleRegression;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class RegressionPageTest {
  @Test
  void firstScreenSpeaksPlainly() {
    RegressionNarrative words = new RegressionNarrative(SampleRegression.full());

    assertThat(words.heldBack())
        .matches(
            "On 96 months that it had never seen, it was off by 3\\.\\d subscribers on average; the"
                + " worst was off by [\\d.]+: [\\d.]+ predicted, [\\d.]+ in truth\\.");
    assertThat(words.explained().orElseThrow())
        .matches(
            "R² is 0\\.99\\d: of all the differences between the months, it explains 99\\.\\d%\\.");
    assertThat(words.comparison())
        .contains(
            "Always guessing the average would have been off by 36.1 subscribers; a straight line"
                + " is off by 3.4.");
  }

  @Test
  void amountsHaveAsManyDecimalsAsTheErrorsNeed() {
    assertThat(new RegressionNarrative(SampleRegression.bare()).amount(12.345)).isEqualTo("12.3");
    assertThat(new RegressionNarrative(SampleRegression.full()).score(12.345)).isEqualTo("12.35");
  }

  @Test
  void cellsOfManyDecimalsAreRounded() {
    RegressionNarrative words = new RegressionNarrative(SampleRegression.bare());
    assertThat(words.cell("15.86235182600663")).isEqualTo("15.8624");
    assertThat(words.cell("-5.608800031220446E-4")).isEqualTo("-0.00056088");
    assertThat(words.cell("30038.16058498724")).isEqualTo("30038.2");
    assertThat(words.cell("12.5")).isEqualTo("12.5");
    assertThat(words.cell("123456789")).as("may be an id").isEqualTo("123456789");
    assertThat(words.cell("Los Ángeles 1.25")).isEqualTo("Los Ángeles 1.25");
  }

  @Test
  void everyTestRowStandsBesideItsPrediction() {
    String page = markup(SampleRegression.full());

    assertThat(page)
        .contains("All 96 months are shown.", "All 96 predictions, beside the real values")
        .contains("The dots are real, the line is what the model predicts")
        .contains("<th scope=\"col\" class=\"number\">monto invertido</th>");
    assertThat(page.split("<tr>", -1).length).isGreaterThan(96);
  }

  @Test
  void withSeveralInputsTheRealValueIsTheAxis() throws IOException {
    RegressionReport report = SampleRegression.manyInputs();
    String json = RegressionPage.data(report, new RegressionNarrative(report));

    assertThat(new ObjectMapper().readTree(json).has("input")).isFalse();
    assertThat(markup(report))
        .contains("A perfect model would have every dot on the line")
        .contains("data-label=\"sucursal\">Norte</td>")
        .contains("This run measured no simpler way of guessing.");
  }

  @Test
  void textsOfUsersCannotBecomeMarkup() throws IOException {
    String hostile = "</script><!--<img src=x onerror=alert(1)>\"'&${1+1}";
    RegressionReport report = SampleRegression.named(hostile);
    String page = RegressionPage.render(report);
    JsonNode data =
        new ObjectMapper().readTree(RegressionPage.data(report, new RegressionNarrative(report)));

    assertThat(PageMarkup.of(page))
        .doesNotContain("<img", "<!--")
        .contains("&lt;/script&gt;&lt;!--&lt;img src=x onerror=alert(1)&gt;");
    assertThat(page.split("</script>", -1)).as("three scripts, none ended early").hasSize(4);
    assertThat(data.get("input").asText()).isEqualTo(hostile);
    assertThat(data.get("points")).hasSize(96);
  }

  @Test
  void aRunWithNothingToShowSaysSo() {
    assertThat(markup(SampleRegression.bare()))
        .contains(
            "On 1 row that it had never seen, it was off by 0.0 the target on average.",
            "There are no test rows to show.",
            "This run measured no simpler way of guessing.",
            "None: every row read could be understood.",
            "Training made one pass over the data, as planned, and the model after pass 1")
        .doesNotContain("NaN", "furthest off", "R² is");
  }

  @Test
  void pageLoadsNothingAndEveryElementThatOpensCloses() {
    for (RegressionReport report :
        new RegressionReport[] {
          SampleRegression.full(), SampleRegression.manyInputs(), SampleRegression.bare()
        }) {
      String own = markup(report);
      assertThat(own).doesNotContain("http://", "https://", "src=", "<link");
      assertThat(own).contains("default-src 'none'").doesNotContainPattern("href=\"[^#]");
      PageMarkup.assertBalanced(own);
    }
  }

  @Test
  void linksLeadToSectionsOfThePage() {
    String page = markup(SampleRegression.bare());
    Matcher links = Pattern.compile("href=\"#([a-z]+)\"").matcher(page);

    assertThat(links.results().map(link -> link.group(1)).toList())
        .hasSize(7)
        .allSatisfy(id -> assertThat(page).contains("<section id=\"" + id + "\""));
  }

  private static String markup(RegressionReport report) {
    return PageMarkup.of(RegressionPage.render(report));
  }
}
