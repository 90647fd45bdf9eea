package io.valora.scoring;

import io.valora.base.JobException;
import io.valora.model.ModelKind;
import io.valora.model.Signature;
import io.valora.schema.Addressing;
import io.valora.schema.Bounds;
import io.valora.schema.ColumnSpec;
import io.valora.schema.ColumnType;
import io.valora.schema.TableSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Columns that scoring reads: the model's inputs, typed as the model types them, and every other
 * column as the text that it is, which a file may lack.
 *
 * @param schema of the files
 * @param inputs names of the inputs, in the model's order
 * @param optional names of the inputs without which a model of pairs answers too
 * @param shown names in the output of the columns that stand there, by ours
 */
record ScoreColumns(
    TableSchema schema, List<String> inputs, Set<String> optional, Map<String, String> shown) {
  private static final String KEPT = "kept_";
  private static final String GIVEN = "given_";

  ScoreColumns {
    inputs = List.copyOf(inputs);
    optional = Set.copyOf(optional);
    shown = Map.copyOf(shown);
  }

  /**
   * The columns of a request.
   *
   * @throws JobException when a kept column can't be found in such files
   */
  static ScoreColumns of(ScoreRequest request, Signature signature) {
    List<String> inputs =
        request.lists().isPresent() ? signature.names().subList(0, 1) : signature.names();
    List<ColumnSpec> columns = new ArrayList<>();
    for (ColumnSpec declared : request.config().ingest().schema().columns()) {
      int input = inputs.indexOf(declared.name());
      columns.add(
          input < 0
              ? asText(declared)
              : signature
                  .inputs()
                  .get(input)
                  .withSource(declared.source())
                  .withPosition(declared.position()));
    }
    Map<String, String> shown =
        columns.stream()
            .map(ColumnSpec::name)
            .filter(name -> request.lists().isEmpty() || inputs.contains(name))
            .collect(Collectors.toMap(name -> name, name -> name));
    Addressing addressing = request.config().ingest().layout().addressing();
    for (String name : request.kept()) {
      ColumnSpec kept = kept(KEPT + columns.size(), name, addressing);
      columns.add(kept);
      shown.put(kept.name(), addressing == Addressing.POSITION ? "column_" + name : name);
    }
    return new ScoreColumns(
        new TableSchema(columns),
        inputs,
        signature.kind() == ModelKind.PAIR ? optional(signature) : Set.of(),
        shown);
  }

  private static Set<String> optional(Signature signature) {
    return signature.inputs().stream()
        .skip(2) // the ids
        .filter(input -> !input.required())
        .map(ColumnSpec::name)
        .collect(Collectors.toSet());
  }

  private static ColumnSpec kept(String ours, String name, Addressing addressing) {
    ColumnSpec column = asText(ColumnSpec.of(ours, ColumnType.STRING).withSource(name));
    return switch (addressing) {
      case HEADER, KEY, FIELD -> column;
      case POSITION -> column.withPosition(position(name));
      case FILE ->
          throw JobException.invalid(
              "--keep", name, "must be left out: a file that is a row has no further columns");
    };
  }

  private static int position(String name) {
    if (!name.matches("[1-9][0-9]{0,5}")) {
      throw JobException.invalid(
          "--keep", name, "must be a position from 1: the files have no header");
    }
    return Integer.parseInt(name);
  }

  private static ColumnSpec asText(ColumnSpec column) {
    ColumnSpec text = ColumnSpec.of(column.name(), ColumnType.STRING).optional();
    return text.withSource(column.source())
        .withPosition(column.position())
        .withNormalizers(List.of())
        .withBounds(Bounds.NONE);
  }

  /** Names of the columns that a file may lack. */
  Set<String> dispensable() {
    return schema.names().stream()
        .filter(name -> !inputs.contains(name) || optional.contains(name))
        .collect(Collectors.toSet());
  }

  /**
   * The name that a column has beside answers.
   *
   * @param name ours
   * @param answers names of the answers, which a column of the file gives way to
   */
  String outputName(String name, List<String> answers) {
    String wanted = shown.get(name);
    Optional<String> taken = answers.stream().filter(wanted::equalsIgnoreCase).findFirst();
    return taken.isPresent() ? GIVEN + wanted.toLowerCase(Locale.ROOT) : wanted;
  }
}
