package io.valora.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.valora.testing.LocalSpark;
import io.valora.testing.ProgramRun;
import io.valora.testing.postgres.PostgresServer;
import io.valora.testing.scoring.TinyRuns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Scores into a table of a real database, where the machine has one. */
@Timeout(value = 180, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ScoreToPostgresIT {
  private static final String USER_KEY = "valora.jdbc.user";
  private static final String PASSWORD_KEY = "valora.jdbc.password";

  @TempDir static Path folder;
  private static PostgresServer server;

  @BeforeAll
  static void start() throws IOException {
    server = PostgresServer.start();
    new TinyRuns(folder.resolve("root")).ratings();
  }

  @AfterAll
  static void stop() {
    Configuration hadoop = LocalSpark.session().sparkContext().hadoopConfiguration();
    hadoop.unset(USER_KEY);
    hadoop.unset(PASSWORD_KEY);
    if (server != null) {
      server.close();
    }
  }

  @Test
  void rowsOfTheTableAreReplacedAllAtOnce() throws Exception {
    credentials("wrong");
    Path input = write("USER,ITEM\nana,tea\nzoe,salt\n,salt\n");
    ProgramRun refused = ProgramRun.of(call(input));
    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.err())
        .contains("Cannot write to " + server.url())
        .contains("password authentication failed")
        .doesNotContain("wrong", "\tat ");

    credentials(PostgresServer.PASSWORD);
    ProgramRun made = ProgramRun.of(call(input));
    assertThat(made.err()).isEmpty();
    assertThat(made.out())
        .contains("3 rows read, 2 scored, 1 quarantined")
        .contains("Scores:     table scores of " + server.url());
    assertThat(rows("SELECT \"user\", item, prediction, item_known FROM scores ORDER BY 1"))
        .containsExactly("ana tea 5 t", "zoe salt 3.5 t");

    execute("CREATE VIEW best AS SELECT \"user\" FROM scores WHERE prediction > 4");
    write("USER,ITEM\nbo,tea\n");
    credentials(PostgresServer.PASSWORD); // a command ends its session
    assertThat(ProgramRun.of(call(input)).err()).isEmpty();
    assertThat(rows("SELECT * FROM best")).containsExactly("bo");
  }

  @Test
  void aDatabaseThatRefusesKeepsItsRows() throws Exception {
    credentials(PostgresServer.PASSWORD);
    execute("CREATE TABLE kept (\"user\" text)");
    execute("INSERT INTO kept VALUES ('old')");
    Path input = write("USER,ITEM\nana,tea\n");
    ProgramRun refused = ProgramRun.of(call(input, "--table", "kept"));
    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.err()).contains("column \"item\" of relation \"kept\" does not exist");
    assertThat(rows("SELECT * FROM kept")).containsExactly("old");
    assertThat(Files.readString(folder.resolve("root/ratings/scores/kept/score.json")))
        .contains("\"status\" : \"failed\"");
  }

  private static void credentials(String password) {
    Configuration hadoop = LocalSpark.session().sparkContext().hadoopConfiguration();
    hadoop.set(USER_KEY, PostgresServer.USER);
    hadoop.set(PASSWORD_KEY, password);
  }

  private static String[] call(Path input, String... more) {
    List<String> call =
        new ArrayList<>(
            List.of(
                "score", "r1", "--root", folder.resolve("root").toString(), "--format", "jdbc"));
    call.addAll(List.of("--input", input.toString(), "--output", server.url()));
    call.addAll(more.length == 0 ? List.of("--table", "scores") : List.of(more));
    return call.toArray(String[]::new);
  }

  private static Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("pairs.csv"), text);
  }

  private static void execute(String sql) throws SQLException {
    try (Connection connection = server.connection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static List<String> rows(String sql) throws SQLException {
    try (Connection connection = server.connection();
        Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery(sql)) {
      List<String> rows = new ArrayList<>();
      while (found.next()) {
        List<String> cells = new ArrayList<>();
        for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
          cells.add(found.getString(i));
        }
        rows.add(String.join(" ", cells));
      }
      return rows;
    }
  }
}
