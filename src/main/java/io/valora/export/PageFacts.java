package io.valora.export;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.valora.export.weights.Precision;
import io.valora.model.Output;
import io.valora.model.Range;
import java.util.Optional;

/** Explanations of a page: of its answers, how good they are, and its weights. */
record PageFacts(ExportedModel model) {
  ArrayNode rows(Optional<TrialResult> measured) {
    ArrayNode rows = JsonNodeFactory.instance.arrayNode();
    Output output = model.signature().output();
    rows.addArray().add("Answer").add(answer(output));
    measured.ifPresent(found -> rows.addArray().add("How good it is").add(quality(output, found)));
    rows.addArray().add("Weights").add(weights(output, measured));
    return rows;
  }

  private static String answer(Output output) {
    if (AnswerMetric.isAccuracy(output)) {
      return "The %s. From %s on the class is %s, below it %s."
          .formatted(
              output.meaning(),
              percent(output.threshold()),
              output.classes().get(1),
              output.classes().get(0));
    }
    Range range = output.range();
    String within =
        Double.isFinite(range.low()) && Double.isFinite(range.high())
            ? ", from %s to %s".formatted(number(range.low()), number(range.high()))
            : "";
    return "The %s%s.".formatted(output.meaning(), within);
  }

  private static String quality(Output output, TrialResult found) {
    if (AnswerMetric.isAccuracy(output)) {
      return "Of 100 texts it calls %s right: accuracy %.4f on %,d texts that training didn’t see."
          .formatted(
              number(Math.round(1000 * found.metric()) / 10.0), found.metric(), found.rows());
    }
    return ("It is off by %s%s as a rule: root mean squared error on %,d rows"
            + " that training didn’t see.")
        .formatted(
            number(Double.parseDouble("%.3g".formatted(found.metric()))),
            output.unit().isEmpty() ? "" : " " + output.unit(),
            found.rows());
  }

  private String weights(Output output, Optional<TrialResult> measured) {
    String terms =
        model.terms().isPresent()
            ? " of the %,d terms that weigh most".formatted(model.terms().getAsInt())
            : "";
    String bits =
        model.precision() == Precision.FP32
            ? "All bits that training gave them" + terms
            : "8 bits each, where that takes less" + terms;
    return bits
        + measured
            .map(
                found ->
                    "; %s of the rows have the same %s as by the run’s model."
                        .formatted(
                            percent(found.equal()),
                            AnswerMetric.isAccuracy(output) ? "class" : "answer to a hundredth"))
            .orElse(".");
  }

  private static String percent(double share) {
    return number(Math.floor(1000 * share) / 10) + " %";
  }

  private static String number(double value) {
    return value == Math.rint(value) ? "%.0f".formatted(value) : String.valueOf(value);
  }
}
