package io.valora.schema;

import io.valora.schema.ParsedCell.Typed;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Texts of the typed values of one column: the inverse of {@link CellParser}. */
public final class CellWriter {
  private final ColumnSpec column;
  private final CellParser parser;

  public CellWriter(ColumnSpec column) {
    this.column = column;
    this.parser = new CellParser(column);
  }

  /**
   * A text that {@link CellParser} reads as this very value.
   *
   * @param value typed as the column is, not null
   * @return empty where no text is, such as a number beyond the bounds
   */
  public Optional<String> text(Object value) {
    return candidates(value).stream().filter(text -> reads(text, value)).findFirst();
  }

  /** The text of a time, as exact as the column's notation is. */
  public String roundedText(Instant time) {
    return written(time);
  }

  private List<String> candidates(Object value) {
    if (column.values().isEmpty()) {
      return List.of(written(value));
    }
    return List.copyOf(column.values().keySet());
  }

  private String written(Object value) {
    if (value instanceof Instant time) {
      return switch (column.type()) {
        case EPOCH_SECONDS -> Long.toString(time.getEpochSecond());
        case EPOCH_MILLISECONDS -> Long.toString(time.toEpochMilli());
        default -> column.times().reader().write(time);
      };
    }
    String text = String.valueOf(value);
    return value instanceof Number ? column.dialect().numbers().written(text) : text;
  }

  private boolean reads(String text, Object value) {
    return parser.parse(text) instanceof Typed typed && Objects.equals(typed.value(), value);
  }
}
