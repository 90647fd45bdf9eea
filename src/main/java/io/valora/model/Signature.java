package io.valora.model;

import io.valora.base.JobException;
import io.valora.base.Outcome;
import io.valora.config.Suggestions;
import io.valora.schema.CellParser;
import io.valora.schema.ColumnSpec;
import io.valora.schema.ParsedCell;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * Contract of a trained model: what it takes, what it answers, and rows that prove it.
 *
 * @param task name of the task that trained it, such as {@code rating}
 * @param kind of input, which says how the model is read from its folder
 * @param inputs columns as the job declared them: types, bounds, {@code values} and normalizers;
 *     where their file has them is left out
 */
public record Signature(
    String task, ModelKind kind, List<ColumnSpec> inputs, Output output, List<GoldenRow> goldenRows)
    implements Serializable {
  /** Largest difference of a golden row's answer, as a share of its size or of the deviation. */
  private static final double TOLERANCE = 1e-5;

  public Signature {
    inputs = inputs.stream().map(Signature::input).toList();
    goldenRows = List.copyOf(goldenRows);
  }

  /** Names of the inputs, in order. */
  public List<String> names() {
    return inputs.stream().map(ColumnSpec::name).toList();
  }

  /** The text of {@code model/signature.json}. */
  public String toJson() {
    return SignatureWriter.write(this);
  }

  /**
   * Reads what {@link #toJson} wrote.
   *
   * @param document what messages call the text
   * @throws JobException when the text is no signature of this format version
   */
  public static Signature fromJson(String document, String text) {
    return SignatureParser.parse(document, text);
  }

  public Signature withGoldenRows(List<GoldenRow> rows) {
    return new Signature(task, kind, inputs, output, rows);
  }

  public Signature withThreshold(double threshold) {
    return new Signature(task, kind, inputs, output.withThreshold(threshold), goldenRows);
  }

  /**
   * Types the cells of a row by the rules of ingest.
   *
   * @param cells text by name of the input
   * @return one value per input, null for a missing one
   * @throws JobException {@code Invalid row: …} naming every problem of the row
   */
  public Object[] typed(Map<String, String> cells) {
    List<InputProblem> problems = new ArrayList<>();
    Object[] values = typed(cells, problems);
    throwIfAny(problems);
    return values;
  }

  /**
   * The same, where every problem is added to a list.
   *
   * @return null also for a cell that is no value of its input
   */
  public Object[] typed(Map<String, String> cells, List<InputProblem> problems) {
    for (String name : cells.keySet()) {
      if (!isInput(name)) {
        problems.add(
            new InputProblem(
                InputProblem.Kind.UNKNOWN,
                name,
                "",
                "must be %s%s"
                    .formatted(String.join(", ", names()), Suggestions.hint(name, names()))));
      }
    }
    Object[] values = new Object[inputs.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = typed(i, cells.get(inputs.get(i).name()), problems);
    }
    return values;
  }

  private boolean isInput(String name) {
    for (ColumnSpec input : inputs) {
      if (input.name().equals(name)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Types the cell of one input alone.
   *
   * @param cell null for a missing one
   * @throws JobException {@code Invalid row: …} when it is no value of the input
   */
  public Object typed(int input, String cell) {
    List<InputProblem> problems = new ArrayList<>();
    Object value = typed(input, cell, problems);
    throwIfAny(problems);
    return value;
  }

  private Object typed(int input, String cell, List<InputProblem> problems) {
    ColumnSpec column = inputs.get(input);
    ParsedCell parsed = new CellParser(column).parse(cell);
    if (parsed instanceof ParsedCell.Typed typed) {
      return typed.value();
    }
    problems.add(problem(column, (ParsedCell.Problem) parsed));
    return null;
  }

  private static void throwIfAny(List<InputProblem> problems) {
    if (!problems.isEmpty()) {
      throw new JobException(
          Outcome.INVALID_REQUEST,
          "Invalid row: "
              + problems.stream().map(InputProblem::sentence).collect(Collectors.joining("; ")));
    }
  }

  private static ColumnSpec input(ColumnSpec declared) {
    return declared.withSource(declared.name()).withPosition(0);
  }

  private static InputProblem problem(ColumnSpec column, ParsedCell.Problem problem) {
    return problem.found().isEmpty()
        ? new InputProblem(
            InputProblem.Kind.MISSING, column.name(), "", "must be " + column.type().noun())
        : new InputProblem(
            InputProblem.Kind.INVALID, column.name(), problem.found(), problem.rule());
  }

  /**
   * Predicts the golden rows again.
   *
   * @throws JobException when an answer is not the one that was written
   */
  public void verify(Model model) {
    verify(values -> model.predict(values).value());
  }

  /**
   * Compares the golden rows with the answers of another scorer of the same model.
   *
   * @param scorer takes what {@link Model#predict(Object[])} takes
   * @throws JobException when an answer is not the one that was written
   */
  public void verify(ToDoubleFunction<Object[]> scorer) {
    for (int i = 0; i < goldenRows.size(); i++) {
      double expected = goldenRows.get(i).value();
      double found = scorer.applyAsDouble(typed(goldenRows.get(i).cells()));
      double size = Math.max(output.scale().standardDeviation(), Math.abs(expected));
      if (!(Math.abs(found - expected) <= TOLERANCE * size)) {
        throw JobException.cannot(
            Outcome.UNEXPECTED,
            "load the model",
            "golden row %d gives %s instead of %s".formatted(i + 1, found, expected));
      }
    }
  }
}
