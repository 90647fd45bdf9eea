package io.valora.serving.http;

import io.valora.base.JobException;
import io.valora.base.ShownText;
import io.valora.model.InputProblem;
import io.valora.models.ExplainedText;
import io.valora.models.TextModel;
import io.valora.serving.GivenCell;
import io.valora.serving.GivenRow;
import io.valora.serving.http.ServiceConfig.ErrorDetail;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Answers of a model to the rows of a request, good rows beside bad ones.
 *
 * @param words that are told of a text
 */
record RowScoring(ServedModel served, ErrorDetail errors, int words) {
  /** Words of a text, where nothing else is asked for. */
  static final int USUAL_WORDS = 5;

  /**
   * One answer a row, in their order.
   *
   * @throws Refusal when it takes longer than that
   */
  List<ScoredRow> score(List<GivenRow> rows, Duration time) {
    long end = System.nanoTime() + time.toNanos();
    List<ScoredRow> scored = new ArrayList<>(rows.size());
    for (GivenRow row : rows) {
      if (System.nanoTime() - end > 0) {
        throw new Refusal(
            Refusal.TOO_LARGE,
            "Invalid rows: %,d took longer than %s s (must be fewer a request)"
                .formatted(rows.size(), time.toSeconds()));
      }
      scored.add(score(row));
    }
    return scored;
  }

  private ScoredRow score(GivenRow row) {
    String place = "rows[" + (row.number() - 1) + "]";
    Map<String, String> cells = new LinkedHashMap<>();
    List<String> problems = new ArrayList<>();
    row.problem().ifPresent(why -> problems.add("Invalid %s (%s)".formatted(place, why)));
    for (GivenCell cell : row.cells()) {
      if (cells.containsKey(cell.name())) {
        problems.add(
            "Invalid %s.%s: it is given twice (must be given once)"
                .formatted(place, ShownText.of(cell.name())));
      }
      cells.put(cell.name(), cell.text());
    }
    if (row.problem().isPresent()) {
      return bad(place, cells, problems);
    }
    List<InputProblem> wrong = new ArrayList<>();
    Object[] values = served.signature().typed(cells, wrong);
    wrong.forEach(problem -> problems.add(problem.message(place)));
    return problems.isEmpty() ? answer(place, cells, values) : bad(place, cells, problems);
  }

  private ScoredRow bad(String place, Map<String, String> cells, List<String> problems) {
    return ScoredRow.bad(
        cells, errors == ErrorDetail.FULL ? problems : List.of("Invalid " + place));
  }

  private ScoredRow answer(String place, Map<String, String> cells, Object[] values) {
    try {
      List<String> remarks = served.model().remarks(values);
      if (words > 0 && served.model() instanceof TextModel text) {
        ExplainedText explained = text.explain((String) values[0], words);
        return new ScoredRow(
            cells, Optional.of(explained.prediction()), explained.words(), remarks, List.of());
      }
      return new ScoredRow(
          cells, Optional.of(served.model().predict(values)), List.of(), remarks, List.of());
    } catch (JobException e) {
      return bad(place, cells, List.of("Invalid %s: %s".formatted(place, e.getMessage())));
    }
  }
}
