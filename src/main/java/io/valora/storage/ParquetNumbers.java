package io.valora.storage;

import io.valora.base.JobException;
import io.valora.base.Outcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/** Columns of numbers in a table that Spark wrote as Parquet; only those columns are read. */
public final class ParquetNumbers {
  /** Receives a row: the key, and the other columns in the order that they were asked for. */
  @FunctionalInterface
  public interface Row {
    void accept(long key, double[] values);
  }

  private final Storage storage;
  private final Configuration hadoop;
  private final String folder;

  ParquetNumbers(Storage storage, Configuration hadoop, String folder) {
    this.storage = storage;
    this.hadoop = hadoop;
    this.folder = folder;
  }

  /** The names of the table's columns; none where there is no table. */
  public List<String> columns() {
    List<Path> files = files();
    if (files.isEmpty()) {
      return List.of();
    }
    try {
      return schema(files.get(0)).getFields().stream().map(Type::getName).toList();
    } catch (IOException | RuntimeException e) {
      throw unreadable(files.get(0), e);
    }
  }

  /**
   * Every row, in no order; a null is NaN.
   *
   * @param key column of 64-bit whole numbers, without null
   * @throws JobException {@code Cannot read …} when a column is missing or the file is damaged
   */
  public void forEach(String key, List<String> columns, Row row) {
    for (Path file : files()) {
      try {
        read(file, key, columns, row);
      } catch (IOException | RuntimeException e) {
        throw unreadable(file, e);
      }
    }
  }

  private void read(Path file, String key, List<String> columns, Row row) throws IOException {
    MessageType schema = schema(file);
    List<Type> chosen = new ArrayList<>(List.of(schema.getType(key)));
    columns.forEach(column -> chosen.add(schema.getType(column)));
    Configuration projected = new Configuration(hadoop);
    projected.set(
        ReadSupport.PARQUET_READ_SCHEMA, new MessageType(schema.getName(), chosen).toString());
    try (ParquetReader<Group> reader =
        ParquetReader.builder(new GroupReadSupport(), file).withConf(projected).build()) {
      for (Group group = reader.read(); group != null; group = reader.read()) {
        double[] values = new double[columns.size()];
        for (int i = 0; i < values.length; i++) {
          values[i] = number(group, i + 1, chosen.get(i + 1));
        }
        row.accept(group.getLong(0, 0), values);
      }
    }
  }

  private static double number(Group group, int field, Type type) {
    if (group.getFieldRepetitionCount(field) == 0) {
      return Double.NaN;
    }
    return switch (type.asPrimitiveType().getPrimitiveTypeName()) {
      case DOUBLE -> group.getDouble(field, 0);
      case FLOAT -> group.getFloat(field, 0);
      case INT32 -> group.getInteger(field, 0);
      case INT64 -> group.getLong(field, 0);
      default -> throw new IllegalArgumentException(type.getName() + " holds no numbers");
    };
  }

  private MessageType schema(Path file) throws IOException {
    try (ParquetFileReader reader =
        ParquetFileReader.open(HadoopInputFile.fromPath(file, hadoop))) {
      return reader.getFooter().getFileMetaData().getSchema();
    }
  }

  private List<Path> files() {
    return storage.find(folder).stream()
        .map(StoredFile::uri)
        .filter(uri -> uri.endsWith(".parquet"))
        .map(Path::new)
        .toList();
  }

  private static JobException unreadable(Path file, Exception e) {
    String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    return JobException.cannot(
        Outcome.UNEXPECTED, "read " + file, reason.lines().findFirst().orElse(""), e);
  }
}
