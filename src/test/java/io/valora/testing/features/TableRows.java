package io.valora.testing.features;

import io.valora.config.ConfigSection;
import io.valora.config.JobText;
import io.valora.config.Problems;
import io.valora.features.fit.table.EncodedRows;
import io.valora.features.table.TableEncoder;
import io.valora.features.table.TableFeaturesConfig;
import io.valora.ingest.DatasetSchema;
import io.valora.schema.ColumnSpec;
import io.valora.schema.ColumnType;
import io.valora.schema.Columns;
import io.valora.schema.Normalizer;
import io.valora.schema.TableSchema;
import io.valora.schema.TimePattern;
import io.valora.testing.LocalSpark;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Months of marketing written by hand: month, branch, amount and subscribers. */
public final class TableRows {
  public static final TableSchema SCHEMA =
      new TableSchema(
          List.of(
              ColumnSpec.ofTimes("month", new TimePattern("yyyy-MM-dd", "UTC")).optional(),
              ColumnSpec.of("branch", ColumnType.STRING)
                  .withNormalizers(List.of(Normalizer.TRIM, Normalizer.UPPER_CASE))
                  .optional(),
              ColumnSpec.of("amount", ColumnType.DOUBLE).optional(),
              ColumnSpec.of("subscribers", ColumnType.INT)));

  private final List<Row> rows = new ArrayList<>();

  public TableRows row(String month, String branch, Double amount, int subscribers) {
    Timestamp time = month == null ? null : Timestamp.from(Instant.parse(month + "T00:00:00Z"));
    rows.add(RowFactory.create(time, branch, amount, subscribers));
    return this;
  }

  public Dataset<Row> dataset() {
    return LocalSpark.session().createDataFrame(rows, DatasetSchema.of(SCHEMA)).repartition(3);
  }

  /** The section {@code features} of a job that predicts the subscribers. */
  public static TableFeaturesConfig config(String features) {
    Problems problems = new Problems("job.yaml");
    ConfigSection section = new ConfigSection(JobText.parse("job.yaml", features), problems);
    TableFeaturesConfig config = TableFeaturesConfig.from(section, SCHEMA, "subscribers");
    section.rejectUnknownKeys();
    problems.throwIfAny();
    return config;
  }

  /** The numbers of each row, by ascending subscribers. */
  public static List<List<Float>> numbers(TableEncoder encoder, TableRows rows) {
    return EncodedRows.of(rows.dataset(), encoder).orderBy("label").collectAsList().stream()
        .map(row -> row.<Float>getList(row.fieldIndex(Columns.NUMBERS)))
        .toList();
  }
}
