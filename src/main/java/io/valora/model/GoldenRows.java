package io.valora.model;

import io.valora.base.JobException;
import io.valora.schema.CellWriter;
import io.valora.schema.ColumnSpec;
import io.valora.schema.ColumnType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Golden rows of a model, made of typed rows that it was trained on. */
public final class GoldenRows {
  private static final String UNSEEN = "(unseen)";

  /** Inputs that copies of the first row vary. */
  private static final int VARIED = 4;

  private GoldenRows() {}

  /**
   * The rows as texts with the model's own answers. Of the first row also copies, without an
   * optional input or with a text that train hardly has. Rows are left out that no text is read as,
   * or whose answer is not finite.
   *
   * @param rows one value per input, typed as {@link Signature#typed} types them
   * @throws JobException when no answer at all is a finite number
   */
  public static List<GoldenRow> of(Model model, List<Object[]> rows) {
    List<Map<String, String>> cells = new ArrayList<>();
    rows.forEach(row -> cells(model.signature(), row).ifPresent(cells::add));
    if (!cells.isEmpty()) {
      cells.addAll(variants(model.signature(), cells.get(0)));
    }
    List<GoldenRow> golden =
        cells.stream().distinct().flatMap(row -> answered(model, row).stream()).toList();
    if (golden.isEmpty() && !cells.isEmpty()) {
      model.predict(cells.get(0));
    }
    return golden;
  }

  /**
   * The texts of a typed row by input, as a user would write them; empty where one has no text that
   * is read as its value.
   */
  public static Optional<Map<String, String>> cells(Signature signature, Object[] values) {
    Map<String, String> cells = new LinkedHashMap<>();
    for (int i = 0; i < values.length; i++) {
      if (values[i] != null) {
        ColumnSpec column = signature.inputs().get(i);
        Optional<String> text = new CellWriter(column).text(values[i]);
        if (text.isEmpty()) {
          return Optional.empty();
        }
        cells.put(column.name(), text.get());
      }
    }
    return Optional.of(cells);
  }

  private static List<Map<String, String>> variants(Signature signature, Map<String, String> row) {
    List<Map<String, String>> variants = new ArrayList<>();
    for (ColumnSpec column : signature.inputs().stream().limit(VARIED).toList()) {
      if (!column.required()) {
        Map<String, String> without = new LinkedHashMap<>(row);
        without.remove(column.name());
        variants.add(without);
      }
      if (column.type() == ColumnType.STRING && column.values().isEmpty()) {
        Map<String, String> unseen = new LinkedHashMap<>(row);
        unseen.put(column.name(), UNSEEN);
        variants.add(unseen);
      }
    }
    return variants;
  }

  private static Optional<GoldenRow> answered(Model model, Map<String, String> cells) {
    try {
      return Optional.of(new GoldenRow(cells, model.predict(cells).value()));
    } catch (JobException notFinite) {
      return Optional.empty();
    }
  }
}
