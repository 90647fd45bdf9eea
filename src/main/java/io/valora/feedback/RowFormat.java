package io.valora.feedback;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.valora.base.JobException;
import io.valora.ingest.IngestConfig;
import io.valora.ingest.layout.FileFormat;
import io.valora.ingest.layout.FileLayout;
import io.valora.ingest.lines.Dialect;
import io.valora.model.Signature;
import io.valora.schema.CellParser;
import io.valora.schema.CellWriter;
import io.valora.schema.ColumnSpec;
import io.valora.schema.ColumnType;
import io.valora.schema.ParsedCell.Typed;
import io.valora.schema.TableSchema;
import java.io.Serializable;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Lines in which a job's own files would have labelled predictions: inputs as they were logged, the
 * label, and the time of the prediction where a declared column is a time and no input.
 *
 * @param classes of a classifier, negative first
 * @param picks rows that are wanted
 */
public record RowFormat(
    FileLayout layout, TableSchema schema, String target, List<String> classes, Picks picks)
    implements Serializable {
  /** Labelled predictions to learn from. */
  public enum Picks {
    /** All but the random ones of {@code valora label}, by which figures are made. */
    TRAIN,
    ALL
  }

  /**
   * The format of a job's files.
   *
   * @param option by which the user asked for rows
   * @throws JobException where rows can't be written so that the job reads them
   */
  public static RowFormat of(String option, IngestConfig ingest, Signature signature, Picks picks) {
    FileLayout layout = ingest.layout();
    Dialect dialect = layout.dialect();
    boolean lines = layout.format().isDelimited() || layout.format() == FileFormat.JSON_LINES;
    if (!lines || !layout.encoding().equalsIgnoreCase("UTF-8") || dialect.skippedLines() > 0) {
      throw JobException.invalid(
          option,
          picks,
          "must be left out: the job's files aren't lines of UTF-8 from the first on");
    }
    String target = signature.output().name();
    List<String> missing =
        ingest.schema().columns().stream()
            .filter(column -> column.required() && !column.type().isTime())
            .map(ColumnSpec::name)
            .filter(name -> !name.equals(target) && !signature.names().contains(name))
            .toList();
    if (!missing.isEmpty()) {
      throw JobException.invalid(
          option,
          picks,
          "must be left out: the service isn't told %s, which rows of the job must have"
              .formatted(String.join(", ", missing)));
    }
    return new RowFormat(layout, ingest.schema(), target, signature.output().classes(), picks);
  }

  /** End of the names of files. */
  String ending() {
    return layout.format() == FileFormat.JSON_LINES
        ? ".jsonl"
        : layout.format() == FileFormat.TSV ? ".tsv" : ".csv";
  }

  /** First line of a file; empty where it has none. */
  Optional<String> header() {
    return layout.header()
        ? delimited(schema.columns().stream().map(ColumnSpec::source).toList())
        : Optional.empty();
  }

  /** The line of a row; empty where the job couldn't read it. */
  Optional<String> line(JsonNode inputs, String label, Instant time) {
    Map<ColumnSpec, String> cells = new LinkedHashMap<>();
    for (ColumnSpec column : schema.columns()) {
      Optional<String> cell =
          column.name().equals(target)
              ? label(column, label)
              : inputs.hasNonNull(column.name())
                  ? Optional.of(inputs.get(column.name()).asText())
                  : Optional.of(
                      column.type().isTime() ? new CellWriter(column).roundedText(time) : "");
      if (cell.isEmpty() || !(new CellParser(column).parse(cell.get()) instanceof Typed)) {
        return Optional.empty();
      }
      cells.put(column, cell.get());
    }
    return layout.format() == FileFormat.JSON_LINES ? json(cells) : delimited(placed(cells));
  }

  private Optional<String> label(ColumnSpec column, String label) {
    Optional<Object> value =
        column.type() == ColumnType.STRING ? Optional.of(label) : number(column.type(), label);
    return value.flatMap(typed -> new CellWriter(column).text(typed));
  }

  /** The number, or the place of the class, as a value of the type. */
  private Optional<Object> number(ColumnType type, String label) {
    int place = classes.indexOf(label);
    try {
      BigDecimal number = place < 0 ? new BigDecimal(label.strip()) : BigDecimal.valueOf(place);
      Object value =
          switch (type) {
            case INT -> number.intValueExact();
            case LONG -> number.longValueExact();
            case FLOAT -> number.floatValue();
            default -> number.doubleValue();
          };
      return Optional.of(value);
    } catch (ArithmeticException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> json(Map<ColumnSpec, String> cells) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    cells.forEach(
        (column, cell) -> {
          if (!cell.isEmpty()) {
            json.put(column.source(), cell);
          }
        });
    return Optional.of(json.toString());
  }

  /** In the order of the header, or at the columns' positions. */
  private List<String> placed(Map<ColumnSpec, String> cells) {
    if (layout.header()) {
      return List.copyOf(cells.values());
    }
    int last = cells.keySet().stream().mapToInt(ColumnSpec::position).max().orElse(0);
    String[] placed = new String[last];
    Arrays.fill(placed, "");
    cells.forEach((column, cell) -> placed[column.position() - 1] = cell);
    return List.of(placed);
  }

  /** Empty where a cell can't be told from what stands between cells. */
  private Optional<String> delimited(List<String> cells) {
    Dialect dialect = layout.dialect();
    List<String> written = new ArrayList<>();
    for (String cell : cells) {
      boolean plain = isPlain(cell, dialect);
      if (!plain && dialect.quote() == Dialect.NONE
          || dialect.escape() != Dialect.NONE && cell.indexOf(dialect.escape()) >= 0) {
        return Optional.empty();
      }
      String quote = String.valueOf(dialect.quote());
      written.add(plain ? cell : quote + cell.replace(quote, quote + quote) + quote);
    }
    return Optional.of(written.stream().collect(Collectors.joining(dialect.delimiter())));
  }

  private static boolean isPlain(String cell, Dialect dialect) {
    boolean comment = !dialect.comment().isEmpty() && cell.startsWith(dialect.comment());
    return !comment
        && !cell.contains(dialect.delimiter())
        && cell.indexOf(dialect.quote()) < 0
        && cell.chars().noneMatch(next -> next == '\r' || next == '\n');
  }
}
