package io.valora.ingest;

import static io.valora.schema.Columns.PART;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.timestamp_micros;

import io.valora.ingest.lines.RowProblem;
import io.valora.schema.TableSchema;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * The rows between reading and the two results: the declared columns (times as microseconds since
 * 1970, which no session setting changes), the split, where the record stands, and what is wrong
 * with it; {@link #FATE} is one of {@link #TYPED}, {@link #BAD}, {@link #DROPPED} and {@link
 * #SKIPPED}.
 */
final class StagedRows {
  static final String FILE = "source_file";
  static final String SPLIT = "source_split";
  static final String LINE = "source_line";
  static final String LINES = "source_lines";
  static final String COLUMN = "source_column";
  static final String VALUE = "source_value";
  static final String RULE = "source_rule";
  static final String SENTENCE = "source_sentence";
  static final String TEXT = "source_text";
  static final String FATE = "source_fate";

  /** Fate of a row whose cells are all values. */
  static final String TYPED = "typed";

  /** Fate of a row that goes to the quarantine. */
  static final String BAD = "bad";

  /** Fate of a row that the job leaves out on purpose. */
  static final String DROPPED = "dropped";

  /** Fate of a line that is no row. */
  static final String SKIPPED = "skipped";

  private static final int FURTHER_COLUMNS = 11;

  private StagedRows() {}

  static StructType structType(TableSchema schema) {
    StructType fields = typedType(schema);
    fields = fields.add(field(LINES, DataTypes.LongType));
    for (String name : List.of(COLUMN, VALUE, RULE, SENTENCE, TEXT, FATE)) {
      fields = fields.add(field(name, DataTypes.StringType));
    }
    return fields;
  }

  /** The first columns alone, which are all that a typed row has: without what is wrong with it. */
  static StructType typedType(TableSchema schema) {
    List<StructField> fields = new ArrayList<>();
    for (StructField declared : DatasetSchema.of(schema).fields()) {
      fields.add(isTime(declared) ? field(declared.name(), DataTypes.LongType) : declared);
    }
    fields.add(field(PART, DataTypes.StringType));
    fields.add(field(FILE, DataTypes.IntegerType));
    fields.add(field(SPLIT, DataTypes.LongType));
    fields.add(field(LINE, DataTypes.LongType));
    return DataTypes.createStructType(fields);
  }

  static String fate(Row row) {
    return row.getString(row.length() - 1);
  }

  /** The text of a row that isn't typed, as the quarantine shows it; null of a typed one. */
  static String text(Row row) {
    return row.getString(row.length() - 2);
  }

  /** The values of the declared columns, and the text. */
  static List<Object> content(Row row) {
    List<Object> content = new ArrayList<>();
    for (int i = 0; i < row.length() - FURTHER_COLUMNS; i++) {
      content.add(row.get(i));
    }
    content.add(text(row));
    return content;
  }

  /** The declared columns of a typed row, times as {@code Timestamp}. */
  static Row declared(Row row, TableSchema schema) {
    Object[] values = new Object[schema.columns().size()];
    for (int i = 0; i < values.length; i++) {
      boolean isTime = schema.columns().get(i).type().isTime() && !row.isNullAt(i);
      values[i] = isTime ? time(row.getLong(i)) : row.get(i);
    }
    return RowFactory.create(values);
  }

  private static Timestamp time(long microseconds) {
    return Timestamp.from(Instant.EPOCH.plus(microseconds, ChronoUnit.MICROS));
  }

  /** The staged rows of one fate. */
  static Dataset<Row> of(Dataset<Row> staged, String fate) {
    return staged.where(col(FATE).equalTo(fate));
  }

  /** The staged rows that are bad or no rows. */
  static Dataset<Row> aside(Dataset<Row> staged) {
    return staged.where(col(FATE).isin(BAD, SKIPPED));
  }

  /** Typed rows with times in place of their microseconds. */
  static Dataset<Row> withTimes(Dataset<Row> staged, TableSchema schema) {
    Dataset<Row> typed = staged;
    for (StructField declared : DatasetSchema.of(schema).fields()) {
      if (isTime(declared)) {
        typed = typed.withColumn(declared.name(), timestamp_micros(col(declared.name())));
      }
    }
    return typed;
  }

  /**
   * @param values of the declared columns, times as {@code Instant}
   */
  static Row typed(Object[] values, String split, Position position) {
    Object[] row = row(values.length, split, position);
    for (int i = 0; i < values.length; i++) {
      row[i] = values[i] instanceof Instant time ? microseconds(time) : values[i];
    }
    row[row.length - 1] = TYPED;
    return RowFactory.create(row);
  }

  /**
   * @param declared how many columns are declared
   */
  static Row bad(int declared, Position position, RowProblem problem, String text) {
    Object[] row = row(declared, "", position);
    int at = declared + 5;
    row[at] = problem.column();
    row[at + 1] = problem.value();
    row[at + 2] = problem.rule();
    row[at + 3] = problem.sentence();
    row[at + 4] = text;
    row[row.length - 1] = problem.equals(JsonShape.BRACKET) ? SKIPPED : BAD;
    return RowFactory.create(row);
  }

  /**
   * @param declared how many columns are declared
   */
  static Row dropped(int declared, Position position) {
    Object[] row = row(declared, "", position);
    row[row.length - 1] = DROPPED;
    return RowFactory.create(row);
  }

  private static Object[] row(int declared, String split, Position position) {
    Object[] row = new Object[declared + FURTHER_COLUMNS];
    row[declared] = split;
    row[declared + 1] = position.file();
    row[declared + 2] = position.split();
    row[declared + 3] = position.line();
    row[declared + 4] = position.lines();
    return row;
  }

  private static long microseconds(Instant time) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, time);
  }

  private static boolean isTime(StructField field) {
    return field.dataType().equals(DataTypes.TimestampType);
  }

  private static StructField field(String name, DataType type) {
    return DataTypes.createStructField(name, type, true);
  }
}
