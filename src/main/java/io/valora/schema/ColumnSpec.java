package io.valora.schema;

import static io.valora.schema.Columns.PART;
import static io.valora.schema.Columns.ROW_KEY;

import java.io.Serializable;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * One declared column.
 *
 * @param name ours: lower-case letters, digits and underscores, starting with a letter
 * @param source the name in the header of the file, or the key of a JSON line
 * @param position from 1 in files without a header; 0 when the column is found by its source
 * @param type what its cells mean
 * @param required whether a missing cell makes the row bad; otherwise it becomes null
 * @param bounds for numbers only
 * @param times how times are written; null unless the type is {@link ColumnType#TIMESTAMP}
 * @param normalizers applied to the text in this order
 * @param values what stands for each text that a cell may have after the normalizers; empty when
 *     cells stand for themselves
 * @param dialect texts that aren't values, and the punctuation of numbers
 */
public record ColumnSpec(
    String name,
    String source,
    int position,
    ColumnType type,
    boolean required,
    Bounds bounds,
    TimePattern times,
    List<Normalizer> normalizers,
    Map<String, String> values,
    CellDialect dialect)
    implements Serializable {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*");
  private static final List<String> RESERVED = List.of(ROW_KEY, PART);
  private static final String RESERVED_PREFIX = "source_";

  public ColumnSpec {
    nameProblem(name)
        .ifPresent(
            must -> {
              throw new IllegalArgumentException("name '%s' %s".formatted(name, must));
            });
    if (position < 0) {
      throw new IllegalArgumentException("position %d is below 0".formatted(position));
    }
    if ((times != null) != (type == ColumnType.TIMESTAMP)) {
      throw new IllegalArgumentException("a pattern goes with a timestamp, and only there");
    }
    if (!type.isNumber() && !bounds.equals(Bounds.NONE)) {
      throw new IllegalArgumentException("bounds go with numbers only");
    }
    if (!type.isNumber() && !dialect.numbers().equals(NumberStyle.PLAIN)) {
      throw new IllegalArgumentException("decimals and thousands go with numbers only");
    }
    normalizers = List.copyOf(normalizers);
    values = Collections.unmodifiableMap(new TreeMap<>(values));
  }

  /** A column whose cells stand for themselves. */
  public ColumnSpec(
      String name,
      String source,
      int position,
      ColumnType type,
      boolean required,
      Bounds bounds,
      TimePattern times,
      List<Normalizer> normalizers) {
    this(
        name,
        source,
        position,
        type,
        required,
        bounds,
        times,
        normalizers,
        Map.of(),
        CellDialect.PLAIN);
  }

  /** A required column that its file calls by the same name, trimmed and without bounds. */
  public static ColumnSpec of(String name, ColumnType type) {
    return new ColumnSpec(name, name, 0, type, true, Bounds.NONE, null, List.of(Normalizer.TRIM));
  }

  /** A required column of times, trimmed. */
  public static ColumnSpec ofTimes(String name, TimePattern times) {
    return new ColumnSpec(
        name, name, 0, ColumnType.TIMESTAMP, true, Bounds.NONE, times, List.of(Normalizer.TRIM));
  }

  /** The same column under another name in the file. */
  public ColumnSpec withSource(String other) {
    return new ColumnSpec(
        name, other, position, type, required, bounds, times, normalizers, values, dialect);
  }

  /** The same column at a position, from 1, of files without a header. */
  public ColumnSpec withPosition(int other) {
    return new ColumnSpec(
        name, source, other, type, required, bounds, times, normalizers, values, dialect);
  }

  /** The same column, which may be missing. */
  public ColumnSpec optional() {
    return new ColumnSpec(
        name, source, position, type, false, bounds, times, normalizers, values, dialect);
  }

  public ColumnSpec withBounds(Bounds other) {
    return new ColumnSpec(
        name, source, position, type, required, other, times, normalizers, values, dialect);
  }

  public ColumnSpec withNormalizers(List<Normalizer> other) {
    return new ColumnSpec(
        name, source, position, type, required, bounds, times, other, values, dialect);
  }

  /** The same column, whose cells are texts with other values. */
  public ColumnSpec withValues(Map<String, String> other) {
    return new ColumnSpec(
        name, source, position, type, required, bounds, times, normalizers, other, dialect);
  }

  /** The same column, whose cells are written otherwise. */
  public ColumnSpec withDialect(CellDialect other) {
    return new ColumnSpec(
        name, source, position, type, required, bounds, times, normalizers, values, other);
  }

  /** The rule that a column name breaks; empty for a valid one. */
  static Optional<String> nameProblem(String name) {
    if (!NAME.matcher(name).matches()) {
      return Optional.of("must be lower-case letters, digits and _, starting with a letter");
    }
    if (RESERVED.contains(name) || name.startsWith(RESERVED_PREFIX)) {
      return Optional.of("must not be row_key, part or start with source_, which are reserved");
    }
    return Optional.empty();
  }
}
