package io.valora.scoring;

import io.valora.base.JobException;
import io.valora.base.Outcome;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.jdbc.JdbcDialect;
import org.apache.spark.sql.jdbc.JdbcDialects;

/**
 * Scored rows in a table of a database. They are written into a table beside it; then one
 * transaction puts them in the place of the rows that are there, or makes the table.
 */
final class TableSink implements ScoreSink {
  private final TargetTable table;
  private final JdbcAccess access;
  private final JdbcDialect dialect;
  private String columns = "*";

  TableSink(TargetTable table, JdbcAccess access) {
    this.table = table;
    this.access = access;
    this.dialect = JdbcDialects.get(table.url());
  }

  @Override
  public void write(Dataset<Row> scored) {
    columns =
        Arrays.stream(scored.columns())
            .map(dialect::quoteIdentifier)
            .collect(Collectors.joining(", "));
    scored.write().mode(SaveMode.Overwrite).jdbc(table.url(), table.staging(), access.properties());
  }

  @Override
  public void publish(long rows) {
    try (Connection connection = access.connect()) {
      boolean there = exists(connection);
      connection.setAutoCommit(false);
      try (Statement statement = connection.createStatement()) {
        fill(statement, there);
        requireRows(statement, rows);
        statement.executeUpdate("DROP TABLE " + table.staging());
        connection.commit();
      } catch (SQLException | RuntimeException e) {
        connection.rollback();
        throw e;
      }
    } catch (SQLException e) {
      throw access.failure(e);
    }
  }

  private void fill(Statement statement, boolean there) throws SQLException {
    if (there) {
      statement.executeUpdate("DELETE FROM " + table.name());
      statement.executeUpdate(
          "INSERT INTO %s (%s) SELECT %s FROM %s"
              .formatted(table.name(), columns, columns, table.staging()));
    } else {
      statement.executeUpdate(
          "CREATE TABLE %s AS SELECT * FROM %s".formatted(table.name(), table.staging()));
    }
  }

  private void requireRows(Statement statement, long rows) throws SQLException {
    try (ResultSet found = statement.executeQuery("SELECT COUNT(*) FROM " + table.name())) {
      found.next();
      if (found.getLong(1) != rows) {
        throw JobException.cannot(
            Outcome.DATA_REJECTED,
            "account for every row",
            "%d were written, but table %s has %d".formatted(rows, table.name(), found.getLong(1)));
      }
    }
  }

  /** In a transaction of its own, since a query that fails ends one. */
  private boolean exists(Connection connection) {
    try (Statement statement = connection.createStatement()) {
      statement.executeQuery(dialect.getTableExistsQuery(table.name())).close();
      return true;
    } catch (SQLException absent) {
      return false;
    }
  }
}
