package io.valora.monitoring.states;

import io.valora.model.Signature;
import io.valora.model.reference.AnswerCells;
import io.valora.model.reference.AnswerErrors;
import io.valora.model.reference.Bins;
import io.valora.model.reference.CategoryBins;
import io.valora.model.reference.NumberBins;
import io.valora.model.reference.Reference;
import io.valora.model.reference.ReferenceColumn;
import io.valora.models.PopularityBands;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * Shape of states: the bins and cells that rows are counted in.
 *
 * @param bins of the inputs, in the reference's order, of the answer, and of items in lists
 * @param cells of answers
 * @param classes whether answers are probabilities of a class
 * @param threshold from which on they decide for it
 */
public record StateShape(List<Bins> bins, AnswerCells cells, boolean classes, double threshold)
    implements Serializable {
  public StateShape {
    bins = List.copyOf(bins);
  }

  /** Of a model. */
  public static StateShape of(Reference reference, Signature signature) {
    List<Bins> bins =
        new ArrayList<>(reference.inputs().stream().map(ReferenceColumn::bins).toList());
    bins.add(reference.answer().bins());
    bins.add(new CategoryBins(PopularityBands.NAMES));
    return new StateShape(
        bins,
        reference
            .errors()
            .map(AnswerErrors::cells)
            .orElse(new AnswerCells(NumberBins.EMPTY, List.of())),
        !signature.output().classes().isEmpty(),
        signature.output().threshold());
  }

  AnswerState answers() {
    return new AnswerState(cells, classes, threshold);
  }
}
