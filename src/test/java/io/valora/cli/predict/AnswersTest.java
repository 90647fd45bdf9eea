package io.valora.cli.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.valora.model.Model;
import io.valora.serving.Answer;
import io.valora.serving.Answers;
import io.valora.serving.GivenRow;
import io.valora.testing.cli.FakeModels;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnswersTest {
  @Test
  void itemsOfOneUserComeInDescendingOrderBesideWhatWasRated() {
    assertThat(
            lines(FakeModels.STARS, "item=museo", "user=Ann", "item=vuelo en globo", "item=tapas"))
        .containsExactly(
            " 4.50  vuelo en globo   (rated -)",
            " 2.25  museo            (rated 2.50)",
            " 2.25  tapas            (rated 5.00)");
  }

  @Test
  void onePairIsOneLine() {
    assertThat(lines(FakeModels.STARS, "user=Ann", "item=museo"))
        .containsExactly(" 2.25  museo   (rated 2.50)");
  }

  @Test
  void namesThatMayNotRepeatAreGivenTwice() {
    for (List<String> row :
        List.of(
            List.of("user=a", "user=b", "item=c"),
            List.of("user=a", "user=b", "item=c", "item=d"))) {
      assertThatThrownBy(() -> lines(FakeModels.STARS, row.toArray(String[]::new)))
          .hasMessage("Invalid row: user is given twice");
    }
    assertThatThrownBy(() -> lines(FakeModels.OPINIONS, "text=a", "text=b"))
        .hasMessage("Invalid row: text is given twice");
    GivenRow row = GivenRow.ofArguments(List.of("user=a", "item=b", "item=c"));
    assertThatThrownBy(() -> new Answers(FakeModels.STARS).to(row))
        .hasMessage("Invalid row: item is given twice");
  }

  @Test
  void namesThatAreNoInputsAreSaidBeforeThoseGivenTwice() {
    assertThatThrownBy(() -> lines(FakeModels.OPINIONS, "text=a", "item=b", "item=c"))
        .hasMessage("Invalid row: item is no input of the model (must be text)");
  }

  @Test
  void missingInputsOfAPairAreNamed() {
    assertThatThrownBy(() -> lines(FakeModels.STARS, "item=b", "item=c"))
        .hasMessage("Invalid row: user is missing (must be a string)");
    assertThatThrownBy(() -> lines(FakeModels.STARS))
        .hasMessage(
            "Invalid row: user is missing (must be a string); item is missing (must be a string)");
  }

  @Test
  void textsAreAnsweredWithTheirClass() {
    assertThat(lines(FakeModels.OPINIONS, "text=splendid"))
        .containsExactly("probability that the text is positive: 1.000 (positive)");
    assertThat(lines(FakeModels.OPINIONS, "text=bad"))
        .containsExactly("probability that the text is positive: 0.375 (negative)");
  }

  @Test
  void quantitiesAreAnsweredWithUnitAndInterval() {
    assertThat(lines(FakeModels.AMOUNTS, "amount=20.96"))
        .containsExactly("sales: 209.6 € (208.6 to 210.6)");
  }

  @Test
  void quantitiesKeepFourDigitsAndOneDecimal() {
    assertThat(Sentences.number(209.64)).isEqualTo("209.6");
    assertThat(Sentences.number(0)).isEqualTo("0.0");
    assertThat(Sentences.number(-0.0123456)).isEqualTo("-0.01235");
    assertThat(Sentences.number(1234567.89)).isEqualTo("1234567.9");
    assertThat(Sentences.number(9.99999)).isEqualTo("10.000");
    assertThat(Sentences.number(1.5e-9)).isEqualTo("1.500e-09");
  }

  @Test
  void jsonHasTaskRunInputsAndValue() {
    assertThat(json(FakeModels.AMOUNTS, "amount=20.5"))
        .containsExactly(
            "{\"task\":\"regression\",\"run\":\"r1\",\"inputs\":{\"amount\":20.5,"
                + "\"branches\":null},\"value\":205.0,\"interval\":{\"low\":204.0,"
                + "\"high\":206.0}}");
    assertThat(json(FakeModels.STARS, "user=Ann", "item=tapas"))
        .containsExactly(
            "{\"task\":\"rating\",\"run\":\"r1\",\"inputs\":{\"user\":\"Ann\","
                + "\"item\":\"tapas\"},\"value\":2.25,\"observed\":5.0}");
  }

  @Test
  void jsonOfAClassHasItsProbability() {
    assertThat(json(FakeModels.OPINIONS, "text=bad"))
        .containsExactly(
            "{\"task\":\"sentiment\",\"run\":\"r1\",\"inputs\":{\"text\":\"bad\"},"
                + "\"value\":0.375,\"label\":\"negative\",\"probability\":0.625}");
    assertThat(json(FakeModels.OPINIONS, "text=splendid").get(0))
        .endsWith("\"value\":1.0,\"label\":\"positive\",\"probability\":1.0}");
  }

  private static List<String> lines(Model model, String... row) {
    return new Sentences(model.signature()).lines(answers(model, row));
  }

  private static List<String> json(Model model, String... row) {
    return new JsonAnswers(model.signature(), "r1").lines(answers(model, row));
  }

  private static List<Answer> answers(Model model, String... row) {
    return new Answers(model).toList(GivenRow.ofArguments(List.of(row)));
  }
}
