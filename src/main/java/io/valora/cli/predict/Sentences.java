package io.valora.cli.predict;

import io.valora.model.ModelKind;
import io.valora.model.Signature;
import io.valora.serving.Answer;
import java.util.List;
import java.util.Locale;

/**
 * Answers for people: {@code monthly_sales: 209.6}, {@code probability that the text is positive:
 * 0.930 (positive)}, or {@code 4.57 brunch logroño (rated 5.00)}.
 *
 * @param signature of the model that answered
 */
public record Sentences(Signature signature) implements AnswerFormat {
  private static final int SIGNIFICANT = 4;
  private static final int MOST_DECIMALS = 9;

  @Override
  public List<String> lines(List<Answer> answers) {
    if (signature.kind() != ModelKind.PAIR) {
      return answers.stream().map(this::sentence).toList();
    }
    List<String> seconds = answers.stream().map(this::second).toList();
    int width = seconds.stream().mapToInt(second -> width(second)).max().orElse(0);
    return answers.stream().map(answer -> pair(answer, width)).toList();
  }

  private String sentence(Answer answer) {
    return answer
        .prediction()
        .label()
        .map(label -> probability(answer.value(), label))
        .orElseGet(() -> quantity(answer));
  }

  private String probability(double value, String label) {
    return String.format(Locale.ROOT, "%s: %.3f (%s)", signature.output().meaning(), value, label);
  }

  private String quantity(Answer answer) {
    String unit = signature.output().unit();
    String interval =
        answer
            .prediction()
            .interval()
            .map(range -> " (%s to %s)".formatted(number(range.low()), number(range.high())))
            .orElse("");
    return "%s: %s%s%s"
        .formatted(
            signature.output().name(),
            number(answer.value()),
            unit.isEmpty() ? "" : " " + unit,
            interval);
  }

  private String pair(Answer answer, int width) {
    String second = second(answer);
    String rated =
        answer.observed().isPresent()
            ? String.format(Locale.ROOT, "%.2f", answer.observed().getAsDouble())
            : "-";
    return String.format(
        Locale.ROOT,
        "%5.2f  %s   (rated %s)",
        answer.value(),
        second + " ".repeat(width - width(second)),
        rated);
  }

  private String second(Answer answer) {
    return String.valueOf(answer.inputs().get(signature.names().get(1)));
  }

  private static int width(String text) {
    return text.codePointCount(0, text.length());
  }

  /** At least one decimal and four significant digits. */
  static String number(double value) {
    double size = Math.abs(value);
    int decimals = size == 0 ? 1 : SIGNIFICANT - 1 - (int) Math.floor(Math.log10(size));
    return decimals > MOST_DECIMALS
        ? String.format(Locale.ROOT, "%.3e", value)
        : String.format(Locale.ROOT, "%." + Math.max(1, decimals) + "f", value);
  }
}
