package io.valora.evaluation.regression;

import java.util.List;

/**
 * A test row that the model was far off on.
 *
 * @param inputs the values it was predicted from, as text, in the order of the inputs; empty where
 *     missing
 */
public record WorstPrediction(double real, double predicted, List<String> inputs) {
  public WorstPrediction {
    inputs = List.copyOf(inputs);
  }
}
