package io.valora.serving.http;

import io.valora.evaluation.classification.WordWeight;
import io.valora.model.Prediction;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A row of a request with its answer, or with what keeps it from one.
 *
 * @param cells by name of the input, as they were given
 * @param words that weigh, of a text
 * @param remarks on inputs that training didn't know
 * @param problems none beside an answer
 */
record ScoredRow(
    Map<String, String> cells,
    Optional<Prediction> prediction,
    List<WordWeight> words,
    List<String> remarks,
    List<String> problems) {
  static ScoredRow bad(Map<String, String> cells, List<String> problems) {
    return new ScoredRow(cells, Optional.empty(), List.of(), List.of(), problems);
  }
}
