package io.valora.ingest.tables;

import io.valora.base.JobException;
import io.valora.config.ConfigSection;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Table of Spark's catalog: of Hive, or of any format and catalog that Spark is configured with.
 *
 * @param key of the job file, for messages
 * @param name such as {@code db.ratings}
 */
public record CatalogTable(String key, String name) implements TableSource {
  static TableSource from(ConfigSection section, String name) {
    if (name.isBlank()) {
      section.invalid("table", "''", "must be the name of a table, such as db.ratings");
    }
    return new CatalogTable(section.pathOf("table"), name);
  }

  @Override
  public Dataset<Row> rows(SparkSession session) {
    try {
      return session.table(name);
    } catch (Exception e) { // Scala throws checked exceptions undeclared.
      throw e instanceof AnalysisException ? refused(session, e) : TableFailures.of(name, e);
    }
  }

  private JobException refused(SparkSession session, Exception e) {
    String hive =
        "hive".equals(session.conf().get("spark.sql.catalogImplementation"))
            ? ""
            : "; for tables of Hive set spark.sql.catalogImplementation=hive";
    return JobException.invalid(
        key,
        name,
        "must be a table that Spark's catalog has: %s%s"
            .formatted(TableFailures.firstSentence(e), hive));
  }
}
