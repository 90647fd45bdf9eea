package io.valora.ingest.tables;

import io.valora.config.ConfigSection;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Table that is read in place of files; its rows have no order. */
public sealed interface TableSource permits CatalogTable, JdbcTable {
  /** Name in messages, the quarantine and the lineage. */
  String name();

  /**
   * The rows, which are not read yet.
   *
   * @throws io.valora.base.JobException when there is no such table, or it is out of reach
   */
  Dataset<Row> rows(SparkSession session);

  /** Reads the keys {@code table} and {@code jdbc}, noting problems in the section. */
  static Optional<TableSource> from(ConfigSection section) {
    Optional<TableSource> table =
        section.optionalText("table").map(name -> CatalogTable.from(section, name));
    Optional<TableSource> jdbc = section.optionalSection("jdbc").map(JdbcTable::from);
    if (table.isPresent() && jdbc.isPresent()) {
      section.invalid("table", table.get().name(), "must be left out beside jdbc");
    }
    return jdbc.or(() -> table);
  }
}
