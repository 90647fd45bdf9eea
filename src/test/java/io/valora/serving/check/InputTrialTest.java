package io.valora.serving.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.valora.base.JobException;
import io.valora.base.Outcome;
import io.valora.model.GoldenRow;
import io.valora.model.Model;
import io.valora.model.Prediction;
import io.valora.model.Signature;
import io.valora.testing.cli.FakeModels;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class InputTrialTest {
  private static final GoldenRow GOOD = new GoldenRow(Map.of("text", "good"), 0.5);

  @Test
  void answersAndSentencesPass() {
    Finding finding = trial(text -> text.length() / 8.0);
    assertThat(finding.passed()).contains(true);
    assertThat(finding.sentence())
        .startsWith("3 inputs: 1 answered, 2 refused with a sentence; the slowest took ");
  }

  @Test
  void modelsThatBreakAreNamed() {
    Finding finding =
        trial(
            text -> {
              if (text.equals("good")) {
                return 0.5;
              }
              throw new IllegalStateException("lost");
            });
    assertThat(finding.passed()).isEqualTo(Optional.of(false));
    assertThat(finding.sentence())
        .isEqualTo("1 of 3 inputs ended otherwise: odd (IllegalStateException)");
  }

  @Test
  void goodRowsMustKeepTheirBits() {
    int[] calls = {0};
    Finding finding = trial(text -> text.equals("good") ? 0.5 + 1e-16 * calls[0]++ : 0.1);
    assertThat(finding.passed()).contains(false);
    assertThat(finding.sentence()).contains("odd (good rows beside it have other answers)");
  }

  @Test
  void tracesAndSilenceAreNoSentences() {
    for (String said : List.of("", "java.lang.Exception: x", "a\n\tat b", "x".repeat(5000))) {
      Finding finding =
          trial(
              text -> {
                if (text.equals("good")) {
                  return 0.5;
                }
                throw new JobException(Outcome.UNEXPECTED, said);
              });
      assertThat(finding.sentence()).contains("odd (no sentence)");
    }
  }

  /** One odd text, an object without it, and no object. */
  private static Finding trial(Function<String, Double> answer) {
    InputTrial trial =
        new InputTrial(CheckRule.HOSTILE_INPUTS, Replies.of(model(answer)), List.of(GOOD));
    byte[] odd = InputTrial.bytes("{\"text\":\"odd\"}");
    trial.give("odd", odd);
    trial.giveBesideGood("odd", odd);
    trial.giveInArray("odd", odd);
    trial.give("none", InputTrial.bytes("{}"));
    trial.give("a number", InputTrial.bytes("7"));
    return trial.finding();
  }

  private static Model model(Function<String, Double> answer) {
    return new Model() {
      @Override
      public Signature signature() {
        return FakeModels.OPINIONS.signature();
      }

      @Override
      public Prediction predict(Object[] values) {
        return Prediction.of(answer.apply((String) values[0]));
      }
    };
  }
}
