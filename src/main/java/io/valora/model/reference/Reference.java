package io.valora.model.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reference distribution of a model: its inputs and target in train and validation, and its answers
 * to validation. Later rows are counted in the same bins and compared.
 *
 * @param inputs each input in one or more measures
 * @param errors of the answers to validation; empty in the references of earlier versions
 */
public record Reference(
    List<ReferenceColumn> inputs,
    ReferenceColumn target,
    ReferenceColumn answer,
    Optional<AnswerErrors> errors) {
  /**
   * @throws IllegalArgumentException when the columns aren't of the same rows
   */
  public Reference {
    inputs = List.copyOf(inputs);
    List<ReferenceColumn> seen = new ArrayList<>(inputs);
    seen.add(target);
    requireSame(seen.stream().map(ReferenceColumn::train).flatMap(Optional::stream).toList());
    seen.add(answer);
    requireSame(seen.stream().map(ReferenceColumn::validation).toList());
  }

  /** Without errors. */
  public Reference(List<ReferenceColumn> inputs, ReferenceColumn target, ReferenceColumn answer) {
    this(inputs, target, answer, Optional.empty());
  }

  private static void requireSame(List<BinnedRows> columns) {
    if (columns.stream().mapToLong(BinnedRows::rows).distinct().count() > 1) {
      throw new IllegalArgumentException("columns must have the same number of rows");
    }
  }

  /** The text of {@code model/reference.json}. */
  public String toJson() {
    return ReferenceWriter.write(this);
  }

  /**
   * Reads what {@link #toJson} wrote.
   *
   * @param document what messages call the text
   * @throws io.valora.base.JobException when the text is no reference of this format version
   */
  public static Reference fromJson(String document, String text) {
    return ReferenceParser.parse(document, text);
  }
}
