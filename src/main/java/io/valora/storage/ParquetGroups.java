package io.valora.storage;

import io.valora.base.JobException;
import io.valora.base.Outcome;
import java.io.IOException;
import java.util.List;
import java.util.function.Predicate;
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

/** Rows of a table that Spark wrote as Parquet; only the columns asked for are read. */
record ParquetGroups(Storage storage, Configuration hadoop, String folder) {
  /** The names of the table's columns; none where there is no table. */
  List<String> columns() {
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
   * Every row, file by file, until the visitor wants no more.
   *
   * @param visitor is given the columns in the order that they were asked for
   * @throws JobException {@code Cannot read …} when a column is missing or the file is damaged
   */
  void forEach(List<String> columns, Predicate<Group> visitor) {
    for (Path file : files()) {
      try {
        if (!read(file, columns, visitor)) {
          return;
        }
      } catch (IOException | RuntimeException e) {
        throw unreadable(file, e);
      }
    }
  }

  private boolean read(Path file, List<String> columns, Predicate<Group> visitor)
      throws IOException {
    MessageType schema = schema(file);
    List<Type> chosen = columns.stream().map(schema::getType).toList();
    Configuration projected = new Configuration(hadoop);
    projected.set(
        ReadSupport.PARQUET_READ_SCHEMA, new MessageType(schema.getName(), chosen).toString());
    try (ParquetReader<Group> reader =
        ParquetReader.builder(new GroupReadSupport(), file).withConf(projected).build()) {
      for (Group group = reader.read(); group != null; group = reader.read()) {
        if (!visitor.test(group)) {
          return false;
        }
      }
      return true;
    }
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
