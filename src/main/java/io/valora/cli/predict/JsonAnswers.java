package io.valora.cli.predict;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.valora.model.Signature;
import io.valora.serving.Answer;
import java.util.List;

/**
 * One JSON object per answer.
 *
 * @param signature of the model that answered
 * @param run that trained it
 */
public record JsonAnswers(Signature signature, String run) implements AnswerFormat {
  @Override
  public List<String> lines(List<Answer> answers) {
    return answers.stream().map(answer -> json(answer).toString()).toList();
  }

  private ObjectNode json(Answer answer) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("task", signature.task()).put("run", run);
    ObjectNode inputs = json.putObject("inputs");
    answer.inputs().forEach((name, value) -> put(inputs, name, value));
    json.put("value", answer.value());
    answer
        .prediction()
        .label()
        .ifPresent(
            label -> json.put("label", label).put("probability", probability(answer, label)));
    answer
        .prediction()
        .interval()
        .ifPresent(
            range -> json.putObject("interval").put("low", range.low()).put("high", range.high()));
    answer.observed().ifPresent(observed -> json.put("observed", observed));
    return json;
  }

  /** Of the label, where the answer is that of the positive class. */
  private double probability(Answer answer, String label) {
    boolean positive = signature.output().classes().indexOf(label) == 1;
    return positive ? answer.value() : 1 - answer.value();
  }

  private static void put(ObjectNode inputs, String name, Object value) {
    if (value instanceof Double || value instanceof Float) {
      inputs.put(name, ((Number) value).doubleValue());
    } else if (value instanceof Number whole) {
      inputs.put(name, whole.longValue());
    } else {
      inputs.put(name, value == null ? null : value.toString());
    }
  }
}
