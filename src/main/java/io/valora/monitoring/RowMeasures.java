package io.valora.monitoring;

import io.valora.features.text.CountedText;
import io.valora.features.text.TermCounts;
import io.valora.model.Model;
import io.valora.model.Prediction;
import io.valora.model.reference.AnswerCells;
import io.valora.model.reference.Measure;
import io.valora.model.reference.Reference;
import io.valora.model.reference.ReferenceColumn;
import io.valora.models.Ids;
import io.valora.models.PairModel;
import io.valora.models.PopularItems;
import io.valora.models.PopularityBands;
import io.valora.models.TextModel;
import io.valora.monitoring.states.DayState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Measures of rows as the reference has them: the values of each input in the bins of training, and
 * the model's answer.
 */
final class RowMeasures {
  private final Model model;
  private final List<ReferenceColumn> columns;
  private final int[] places;
  private final PopularityBands bands;

  RowMeasures(Model model, Reference reference) {
    this.model = model;
    this.columns = reference.inputs();
    List<String> names = model.signature().names();
    this.places = columns.stream().mapToInt(column -> names.indexOf(column.name())).toArray();
    this.bands =
        new PopularityBands(
            model instanceof PairModel pairs
                ? new PopularItems(pairs.popular(PopularItems.MOST))
                : new PopularItems(List.of()));
  }

  /**
   * Counts a row.
   *
   * @param inputs typed, as the model takes them; null where only the answer is known
   * @param answer NaN where the model is to be asked
   * @param truth NaN where nobody knows it
   */
  void count(DayState day, Object[] inputs, double answer, double truth) {
    Optional<CountedText> text = inputs == null ? Optional.empty() : text(inputs);
    int unknown = inputs == null ? 0 : countInputs(day, inputs, text.map(CountedText::counts));
    double given = Double.isNaN(answer) ? answer(inputs, text) : answer;
    day.addRow();
    day.column(columns.size()).add(given, null);
    day.addAnswer(given, unknown, truth);
  }

  /** A text is taken apart once, for the measures and the answer. */
  private Optional<CountedText> text(Object[] inputs) {
    return model instanceof TextModel texts
        ? Optional.of(texts.encoder().encodeCounted((String) inputs[0]))
        : Optional.empty();
  }

  private double answer(Object[] inputs, Optional<CountedText> text) {
    Prediction prediction =
        text.isPresent() && model instanceof TextModel texts
            ? texts.predict(text.get().encoded())
            : model.predict(inputs);
    return prediction.value();
  }

  /** Counts a list of items. */
  void countList(DayState day, List<String> items) {
    PairModel pairs = (PairModel) model;
    day.addList();
    for (String item : items) {
      int index = pairs.items().index(item);
      day.column(columns.size() + 1).add(bands.band(item, index), item);
      if (index != Ids.UNKNOWN) {
        day.addShown(index);
      }
    }
  }

  /** Counts the inputs, and says which of the ids train doesn't know. */
  private int countInputs(DayState day, Object[] inputs, Optional<TermCounts> counts) {
    int unknown = 0;
    int ids = 0;
    for (int i = 0; i < places.length; i++) {
      Measure measure = columns.get(i).measure();
      Object cell = inputs[places[i]];
      Object value = cell == null ? null : value(measure, places[i], cell, counts);
      day.column(i).add(value, measure == Measure.VALUE ? null : example(cell));
      if (AnswerCells.isId(measure)) {
        unknown |= AnswerCells.UNKNOWN.equals(value) ? 1 << ids : 0;
        ids++;
      }
    }
    return unknown;
  }

  private static String example(Object cell) {
    return cell == null ? null : cell.toString();
  }

  private Object value(Measure measure, int input, Object cell, Optional<TermCounts> counts) {
    return switch (measure) {
      case VALUE -> number(cell);
      case CATEGORY -> cell.toString();
      case CHARACTERS -> (double) ((String) cell).codePointCount(0, ((String) cell).length());
      case TERMS -> (double) counts.orElseThrow().terms();
      case KNOWN_TERMS -> knownShare(counts.orElseThrow());
      case KNOWN -> isKnown(input, cell) ? "known" : AnswerCells.UNKNOWN;
      case POPULARITY -> bands.band(cell.toString(), isKnown(input, cell) ? 1 : 0);
    };
  }

  private static Double knownShare(TermCounts counts) {
    return counts.terms() == 0 ? null : (Double) ((double) counts.known() / counts.terms());
  }

  private boolean isKnown(int input, Object cell) {
    PairModel pairs = (PairModel) model;
    return input == 0 ? pairs.knowsUser(cell.toString()) : pairs.knowsItem(cell.toString());
  }

  private static Double number(Object cell) {
    double number =
        cell instanceof Instant time
            ? (time.getEpochSecond() * 1e6 + time.getNano() / 1000) / 1e6
            : ((Number) cell).doubleValue();
    return Double.isFinite(number) ? number : null;
  }
}
