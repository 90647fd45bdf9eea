package io.valora.ingest.tables;

import io.valora.base.JobException;
import io.valora.config.ConfigSection;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.jdbc.JdbcDialects;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;

/**
 * Table or query of a database.
 *
 * @param key of the job file's section, for messages
 * @param relation a table's name, or a query in parentheses
 * @param partitioning how several connections share the rows; empty where one reads them all
 * @param fetchSize rows that the driver asks for at once
 */
public record JdbcTable(
    String key,
    JdbcConnection connection,
    String relation,
    Optional<Partitioning> partitioning,
    int fetchSize)
    implements TableSource {
  private static final String QUERY = "query";

  /**
   * Ranges of one column, each read by a task over a connection of its own.
   *
   * @param column of whole numbers, dates or times
   */
  public record Partitioning(String column, int partitions) {}

  static TableSource from(ConfigSection section) {
    JdbcConnection connection = JdbcConnection.from(section);
    Optional<String> table = section.optionalText("table");
    Optional<String> query = section.optionalText(QUERY);
    if (table.isPresent() == query.isPresent()) {
      section.invalid("table", table.orElse("none"), "must be given, or else query, but not both");
    }
    Optional<String> column = section.optionalText("partition-column");
    int partitions = section.integer("partitions", 8, 1);
    String relation = query.map(text -> "(" + text.strip() + ")").or(() -> table).orElse("");
    return new JdbcTable(
        section.path(),
        connection,
        relation,
        column.map(name -> new Partitioning(name, partitions)),
        section.integer("fetch-size", 10_000, 1));
  }

  @Override
  public String name() {
    return "%s of %s".formatted(relation.startsWith("(") ? QUERY : relation, connection.url());
  }

  @Override
  public Dataset<Row> rows(SparkSession session) {
    try {
      DataFrameReader reader =
          session
              .read()
              .format("jdbc")
              .options(connection.options(session.sessionState().newHadoopConf()))
              .option("fetchsize", fetchSize)
              .option("preferTimestampNTZ", true);
      partitioning.ifPresent(by -> addBounds(reader, by));
      return reader.option("dbtable", aliased("valora_rows")).load();
    } catch (Exception e) { // Scala throws checked exceptions undeclared.
      throw TableFailures.of(name(), e);
    }
  }

  /** Rows outside of the bounds are read too; they only say where the ranges lie. */
  private void addBounds(DataFrameReader reader, Partitioning by) {
    String column = JdbcDialects.get(connection.url()).quoteIdentifier(by.column());
    String bounds =
        "(SELECT MIN(%1$s) AS low, MAX(%1$s) AS high FROM %2$s) valora_bounds"
            .formatted(column, aliased("valora_rows"));
    Dataset<Row> found = reader.option("dbtable", bounds).load();
    requireRange(by, found.schema().apply("low").dataType());
    Row row = found.select(bound("low"), bound("high")).head();
    if (row.isNullAt(0)) {
      return;
    }
    reader
        .option("partitionColumn", by.column())
        .option("lowerBound", whole(row.getString(0), RoundingMode.FLOOR))
        .option("upperBound", whole(row.getString(1), RoundingMode.CEILING))
        .option("numPartitions", by.partitions());
  }

  private void requireRange(Partitioning by, DataType type) {
    boolean whole =
        type.equals(DataTypes.IntegerType)
            || type.equals(DataTypes.LongType)
            || type.equals(DataTypes.ShortType)
            || type instanceof DecimalType
            || type.equals(DataTypes.DateType);
    if (!whole) {
      throw JobException.invalid(
          key + ".partition-column",
          by.column(),
          "must be a column of whole numbers or dates, not of type " + type.simpleString());
    }
  }

  private static Column bound(String name) {
    return functions.col(name).cast(DataTypes.StringType);
  }

  private static String whole(String bound, RoundingMode rounding) {
    return bound.indexOf('-') > 0
        ? bound
        : new BigDecimal(bound).setScale(0, rounding).toPlainString();
  }

  private String aliased(String alias) {
    return relation.startsWith("(") ? relation + " " + alias : relation;
  }
}
