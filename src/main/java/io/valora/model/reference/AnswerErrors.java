package io.valora.model.reference;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * Errors of the answers to validation rows, by cells: what may be expected of later answers whose
 * truth nobody knows yet.
 *
 * @param errors one per cell
 */
public record AnswerErrors(AnswerCells cells, List<ErrorCell> errors) {
  public AnswerErrors {
    errors = List.copyOf(errors);
    if (errors.size() != cells.size()) {
      throw new IllegalArgumentException(
          "%d cells need as many sums, not %d".formatted(cells.size(), errors.size()));
    }
  }

  static AnswerErrors of(AnswerCells cells, Map<Integer, ErrorCell> some) {
    List<ErrorCell> errors = new ArrayList<>(Collections.nCopies(cells.size(), ErrorCell.NONE));
    some.forEach(
        (cell, sums) -> {
          if (cell < 0 || cell >= errors.size()) {
            throw new IllegalArgumentException("there is no cell " + cell);
          }
          errors.set(cell, sums);
        });
    return new AnswerErrors(cells, errors);
  }

  /** The sums of all cells. */
  public ErrorCell all() {
    return errors.stream().reduce(ErrorCell.NONE, ErrorCell::plus);
  }
}
