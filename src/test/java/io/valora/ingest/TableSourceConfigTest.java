package io.valora.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.valora.base.JobException;
import io.valora.ingest.tables.CatalogTable;
import io.valora.ingest.tables.JdbcConnection;
import io.valora.ingest.tables.JdbcTable;
import io.valora.schema.Addressing;
import io.valora.schema.TimePattern;
import io.valora.testing.ingest.TableTrial;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;

class TableSourceConfigTest {
  private static final String URL = "jdbc:postgresql://h/shop";
  private static final String COLUMNS = ", columns: [{name: user}]}";

  @Test
  void aTableOfTheCatalogStandsInPlaceOfFiles() {
    IngestConfig config = config("table: db.ratings");
    assertThat(config.table()).contains(new CatalogTable("ingest.table", "db.ratings"));
    assertThat(config.source()).isEmpty();
    assertThat(config.sourceName()).isEqualTo("db.ratings");
    assertThat(config.layout().addressing()).isEqualTo(Addressing.FIELD);
  }

  @Test
  void aDatabaseHasDefaults() {
    assertThat(config("jdbc: {url: '%s', table: r}".formatted(URL)).table())
        .contains(
            new JdbcTable(
                "ingest.jdbc",
                new JdbcConnection(URL, "org.postgresql.Driver"),
                "r",
                Optional.empty(),
                10_000));
  }

  @Test
  void everyKeyOfADatabaseSetToSomethingElse() {
    IngestConfig config =
        config(
            ("jdbc: {url: 'jdbc:x:y', driver: a.B, query: select 1, partition-column: id,"
                + " partitions: 3, fetch-size: 7}"));
    assertThat(config.table())
        .contains(
            new JdbcTable(
                "ingest.jdbc",
                new JdbcConnection("jdbc:x:y", "a.B"),
                "(select 1)",
                Optional.of(new JdbcTable.Partitioning("id", 3)),
                7));
    assertThat(config.sourceName()).isEqualTo("query of jdbc:x:y");
  }

  @Test
  void timesOfTablesNeedNoPattern() {
    String columns = ", columns: [{name: at, type: timestamp}]}";
    assertThat(TableTrial.config("ingest: {table: t" + columns).schema().columns().get(0).times())
        .isEqualTo(new TimePattern(TimePattern.ISO, "UTC"));
    assertThatThrownBy(() -> TableTrial.config("ingest: {source: a.csv" + columns))
        .hasMessageContaining("Invalid ingest.columns[0].pattern: none (must be given");
  }

  @Test
  void whatDoesNotGoTogetherIsRefused() {
    assertProblem("table: t, source: a", "Invalid ingest.source: given (must be left out for a");
    assertProblem("table: t, format: orc", "Invalid ingest.format: given (must be left out for a");
    assertProblem("table: ''", "Invalid ingest.table: '' (must be the name of a table, such as");
    assertProblem(
        "table: t, jdbc: {url: '%s', table: r}".formatted(URL),
        "Invalid ingest.table: t (must be left out beside jdbc)");
    assertProblem("jdbc: {table: r}", "Missing ingest.jdbc.url (must be given)");
    assertProblem(
        "jdbc: {url: x, table: r}",
        "Invalid ingest.jdbc.url: x (must be an address such as jdbc:postgresql://host:5432/shop)");
    assertProblem(
        "jdbc: {url: 'jdbc:x:y', table: r}",
        "Invalid ingest.jdbc.driver: none (must be the class of the database's driver)");
    assertProblem(
        "jdbc: {url: '%s'}".formatted(URL),
        "Invalid ingest.jdbc.table: none (must be given, or else query, but not both)");
    assertProblem(
        "jdbc: {url: '%s', table: a, query: b}".formatted(URL),
        "Invalid ingest.jdbc.table: a (must be given, or else query, but not both)");
  }

  @Test
  void credentialsAreRefusedAndNotShown() {
    assertThatThrownBy(
            () -> config("jdbc: {url: '%s', table: r, user: me, password: p4ss}".formatted(URL)))
        .hasMessageContaining("2 problems")
        .hasMessageContaining(
            "Invalid ingest.jdbc.password: given (must not be in a job file: set the environment"
                + " variables VALORA_JDBC_USER and VALORA_JDBC_PASSWORD, or valora.jdbc.user and"
                + " valora.jdbc.password in a Hadoop credential provider)")
        .hasMessageContaining("Invalid ingest.jdbc.user: given")
        .hasMessageNotContaining("p4ss");
  }

  @Test
  void aMissingDriverIsNamedWithItsRemedy() {
    assertThatThrownBy(
            () -> new JdbcConnection("jdbc:x:y", "a.B").options(new Configuration(false)))
        .isInstanceOf(JobException.class)
        .hasMessage(
            "Cannot connect to jdbc:x:y: its driver a.B is not on the class path (set spark.jars to"
                + " the driver's jar, or spark.jars.packages to its Maven coordinates)");
  }

  private static IngestConfig config(String keys) {
    return TableTrial.config("ingest: {" + keys + COLUMNS);
  }

  private static void assertProblem(String keys, String message) {
    assertThatThrownBy(() -> config(keys))
        .isInstanceOf(JobException.class)
        .hasMessageStartingWith("1 problem in job:")
        .hasMessageContaining(message);
  }
}
