package io.valora.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.valora.base.JobException;
import io.valora.base.Outcome;
import io.valora.ingest.IngestResult;
import io.valora.testing.LocalSpark;
import io.valora.testing.ingest.TableTrial;
import io.valora.testing.postgres.PostgresServer;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.security.alias.CredentialProvider;
import org.apache.hadoop.security.alias.CredentialProviderFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables of a real PostgreSQL, with credentials from a Hadoop credential provider. */
class PostgresIT {
  private static final String PROVIDER = "hadoop.security.credential.provider.path";
  private static final String COLUMNS =
      """
        max-bad-fraction: 0.2
        columns:
          - {name: user, source: customer}
          - {name: item}
          - {name: rating, source: stars, type: double, min: 1, max: 5}
          - {name: time, source: at, type: timestamp}
          - {name: seen, type: timestamp, zone: Europe/Madrid}
      """;

  @TempDir static Path folder;
  private static PostgresServer server;

  @BeforeAll
  static void startServer() throws IOException, SQLException {
    server = PostgresServer.start();
    server.execute(
        """
        CREATE TABLE ratings (id int, customer bigint, item text, stars numeric(5,2),
          at timestamptz, seen timestamp, tags text[], extra jsonb)
        """,
        """
        INSERT INTO ratings SELECT n, 9007199254740992 + n % 500, 'item ' || n % 40,
          CASE WHEN n % 10 = 0 THEN 9 ELSE 1 + n % 5 END,
          timestamptz '2026-01-31 23:59:59.123456+00' + n * interval '1 minute',
          timestamp '2026-07-01 12:00:00', ARRAY['a'], '{}'
        FROM generate_series(1, 20000) n
        """,
        "CREATE TABLE people (name text)");
    String provider = "jceks://file" + folder.resolve("credentials.jceks");
    LocalSpark.session().conf().set(PROVIDER, provider);
    Configuration hadoop = new Configuration();
    hadoop.set(PROVIDER, provider);
    CredentialProvider store = CredentialProviderFactory.getProviders(hadoop).get(0);
    store.createCredentialEntry("valora.jdbc.user", PostgresServer.USER.toCharArray());
    store.createCredentialEntry("valora.jdbc.password", PostgresServer.PASSWORD.toCharArray());
    store.flush();
  }

  @AfterAll
  static void stopServer() {
    if (server != null) {
      LocalSpark.session().conf().unset(PROVIDER);
      server.close();
    }
  }

  @Test
  void noRowAndNoDigitIsLostHoweverManyConnectionsRead() {
    TableTrial alone = trial("alone", "table: ratings");
    IngestResult one = alone.run();

    assertThat(one.read()).isEqualTo(20_000);
    assertThat(one.typed()).isEqualTo(18_000);
    assertThat(one.quarantined()).isEqualTo(2_000);
    assertThat(alone.typedTexts())
        .contains("[9007199254740993,item 1,2.0,2026-02-01 00:00:59.123456,2026-07-01 10:00:00.0]");
    assertThat(alone.quarantineLines())
        .hasSize(2_000)
        .allMatch(line -> line.contains("ratings of " + server.url()))
        .allMatch(
            line ->
                line.contains(
                    "\"line\":null,\"last-line\":null,\"column\":\"stars\",\"value\":\"9.00\""));

    LocalSpark.session().conf().set("spark.sql.session.timeZone", "America/Bogota");
    TableTrial parted =
        trial("parted", "table: ratings, partition-column: id, partitions: 3, fetch-size: 100");
    IngestResult several = parted.run();
    LocalSpark.session().conf().set("spark.sql.session.timeZone", "UTC");
    assertThat(several.inputs()).isEqualTo(one.inputs());
    assertThat(parted.typedTexts()).isEqualTo(alone.typedTexts());
    assertThat(parted.quarantineLines()).isEqualTo(alone.quarantineLines());
  }

  @Test
  void aQueryIsReadInPlaceOfATable() {
    TableTrial trial =
        trial("query", "query: select * from ratings where id <= 100, partition-column: id");
    assertThat(trial.run().read()).isEqualTo(100);
  }

  @Test
  void whatCannotBeReadIsSaidInOneSentence() {
    assertRefused(
        trial("a", "table: rating"),
        Outcome.INVALID_REQUEST,
        "Cannot read rating of %s: the database says: ERROR: relation \"rating\" does not exist");
    assertRefused(
        trial("b", "table: people"),
        Outcome.DATA_REJECTED,
        "Cannot read people of %s: column 'customer' is missing, column 'item' is missing, column"
            + " 'stars' is missing, column 'at' is missing, column 'seen' is missing (the table"
            + " has name)");
    assertRefused(
        trial("c", "table: ratings, partition-column: item"),
        Outcome.INVALID_REQUEST,
        "Invalid ingest.jdbc.partition-column: item (must be a column of whole numbers or dates,"
            + " not of type string)");
    LocalSpark.session().conf().unset(PROVIDER);
    assertRefused(
        trial("d", "table: ratings"),
        Outcome.INVALID_REQUEST,
        "(set VALORA_JDBC_USER and VALORA_JDBC_PASSWORD)");
    LocalSpark.session().conf().set(PROVIDER, "jceks://file" + folder.resolve("credentials.jceks"));
  }

  @Test
  void aServerThatIsDownIsWorthAnotherTry() {
    TableTrial trial =
        TableTrial.of(
            folder.resolve("down"),
            "ingest:\n  jdbc: {url: 'jdbc:postgresql://127.0.0.1:1/x', table: t}\n" + COLUMNS);
    assertRefused(
        trial,
        Outcome.UNEXPECTED,
        "Cannot read t of jdbc:postgresql://127.0.0.1:1/x: the database is out of reach:"
            + " Connection to 127.0.0.1:1 refused");
  }

  private static TableTrial trial(String name, String keys) {
    return TableTrial.of(
        folder.resolve(name),
        "ingest:\n  jdbc: {url: '%s', %s}\n%s".formatted(server.url(), keys, COLUMNS));
  }

  private static void assertRefused(TableTrial trial, Outcome outcome, String message) {
    assertThatThrownBy(trial::run)
        .isInstanceOf(JobException.class)
        .hasMessageContaining(message.formatted(server.url()))
        .extracting(thrown -> ((JobException) thrown).outcome())
        .isEqualTo(outcome);
  }
}
