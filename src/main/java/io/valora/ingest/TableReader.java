package io.valora.ingest;

import io.valora.base.EnumNames;
import io.valora.ingest.tables.PartitionPath;
import io.valora.ingest.tables.TableColumns;
import io.valora.ingest.tables.TableFailures;
import io.valora.ingest.tables.TableFiles;
import io.valora.ingest.tables.TableSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Reads rows that come with columns and types: of columnar files, or of a table. */
final class TableReader {
  private static final String LEAST_SPLITS = "spark.sql.files.minPartitionNum";

  private final SparkSession session;
  private final ReadPlan plan;
  private final List<SourceFile> files;
  private final Optional<TableSource> table;

  TableReader(SparkSession session, ReadPlan.OfLayout files, Optional<TableSource> table) {
    this.session = session;
    this.plan = files.plan();
    this.files = files.indices().stream().map(plan.files()::at).toList();
    this.table = table;
  }

  /** The staged rows; reading them to the end fills the counts. */
  JavaRDD<Row> rows(SplitLines counts) {
    return table.isEmpty() && session.conf().getOption(LEAST_SPLITS).isEmpty()
        ? inEvenSplits(counts)
        : planned(counts);
  }

  /** Two splits a core when the files are small, so that no core stands idle. */
  private JavaRDD<Row> inEvenSplits(SplitLines counts) {
    session
        .conf()
        .set(
            LEAST_SPLITS,
            (long) StagedReader.TASKS_PER_CORE * session.sparkContext().defaultParallelism());
    try {
      return planned(counts);
    } finally {
      session.conf().unset(LEAST_SPLITS);
    }
  }

  private JavaRDD<Row> planned(SplitLines counts) {
    String name = table.map(TableSource::name).orElseGet(this::nameOfFiles);
    try {
      Dataset<Row> rows = table.map(source -> source.rows(session)).orElseGet(this::ofFiles);
      TableColumns columns = TableColumns.of(name, rows.schema(), plan.schema(), elsewhere());
      List<Column> selected = new ArrayList<>(columns.columns());
      if (table.isEmpty()) {
        selected.addAll(TableFiles.position());
      }
      return rows.select(selected.toArray(Column[]::new))
          .javaRDD()
          .mapPartitions(new TableRows(plan, counts, columns));
    } catch (Exception e) { // Scala throws checked exceptions undeclared.
      throw TableFailures.of(name, e);
    }
  }

  private Dataset<Row> ofFiles() {
    List<String> paths = files.stream().map(SourceFile::path).toList();
    return TableFiles.rows(session, EnumNames.nameOf(plan.layout().format()), paths);
  }

  private String nameOfFiles() {
    String first = files.get(0).displayName();
    int others = files.size() - 1;
    return others == 0 ? first : "%s and %d other files".formatted(first, others);
  }

  /** Columns that rows may have from the folders of their files, or not at all. */
  private Set<String> elsewhere() {
    Set<String> names = new HashSet<>(plan.dispensable());
    for (SourceFile file : files) {
      names.addAll(PartitionPath.valuesOf(file.path()).keySet());
    }
    return names;
  }
}
