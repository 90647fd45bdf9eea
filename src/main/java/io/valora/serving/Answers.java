package io.valora.serving;

import io.valora.model.Model;
import io.valora.model.ModelKind;
import io.valora.model.Prediction;
import io.valora.model.Signature;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The answers of a model to rows that a user gave. */
public record Answers(Model model) {
  /**
   * The answer to one row.
   *
   * @throws io.valora.base.JobException {@code Invalid row: …} or {@code Cannot predict: …}
   */
  public Answer to(GivenRow row) {
    requireInputs(row);
    return to(row.byName());
  }

  /**
   * The prediction for one row alone: nothing is read from storage for it.
   *
   * @throws io.valora.base.JobException as {@link #to(GivenRow)}
   */
  public Prediction prediction(GivenRow row) {
    requireInputs(row);
    return model.predict(row.byName());
  }

  /**
   * The answers to a row that may name several seconds of a pair, such as items for one user: those
   * of the highest values first.
   *
   * @throws io.valora.base.JobException as {@link #to(GivenRow)}
   */
  public List<Answer> toList(GivenRow row) {
    requireInputs(row);
    Signature signature = model.signature();
    String last = signature.names().get(signature.names().size() - 1);
    List<String> several = row.texts(last);
    if (signature.kind() != ModelKind.PAIR || several.size() < 2) {
      return List.of(to(row));
    }
    Map<String, String> first =
        new LinkedHashMap<>(
            GivenRow.of(
                    row.number(),
                    row.cells().stream().filter(cell -> !cell.name().equals(last)).toList())
                .byName());
    List<Answer> answers = new ArrayList<>();
    for (String text : several) {
      first.put(last, text);
      answers.add(to(first));
    }
    answers.sort(Comparator.comparingDouble(Answer::value).reversed());
    return List.copyOf(answers);
  }

  /** A name that is no input is said before one that stands there twice. */
  private void requireInputs(GivenRow row) {
    if (!model.signature().names().containsAll(row.names())) {
      Map<String, String> cells = new LinkedHashMap<>();
      row.cells().forEach(cell -> cells.putIfAbsent(cell.name(), cell.text()));
      model.signature().typed(cells);
    }
  }

  private Answer to(Map<String, String> cells) {
    Object[] values = model.signature().typed(cells);
    List<String> names = model.signature().names();
    Map<String, Object> inputs = new LinkedHashMap<>();
    for (int i = 0; i < values.length; i++) {
      inputs.put(names.get(i), values[i]);
    }
    return new Answer(inputs, model.predict(values), model.observed(values), model.remarks(values));
  }
}
