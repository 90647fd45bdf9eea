package io.valora.serving;

import io.valora.model.Prediction;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * A prediction beside the row that it is for.
 *
 * @param inputs typed values by name, in the order of the model's inputs; null for a missing one
 * @param observed the true answer, where the model knows it
 * @param remarks on inputs that training didn't know
 */
public record Answer(
    Map<String, Object> inputs,
    Prediction prediction,
    OptionalDouble observed,
    List<String> remarks) {
  public Answer {
    remarks = List.copyOf(remarks);
    inputs = Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
  }

  public double value() {
    return prediction.value();
  }
}
