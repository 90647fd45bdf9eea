package io.valora.testing.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A real PostgreSQL on loopback with an empty database, as Debian installs it. It refuses to run as
 * root, so there it runs as the user {@code postgres}.
 *
 * @param programs folder of {@code initdb} and {@code pg_ctl}
 * @param folder of the server's files, removed at its end
 */
public record PostgresServer(Path programs, Path folder, int port) implements AutoCloseable {
  public static final String USER = "valora";
  public static final String PASSWORD = "loopback";

  private static final Path INSTALLED = Path.of("/usr/lib/postgresql");
  private static final int SECONDS = 60;

  /** A server that answers; the test is skipped on a machine that has none. */
  public static PostgresServer start() throws IOException {
    Optional<Path> programs = installed();
    assumeTrue(programs.isPresent(), "there is no PostgreSQL under " + INSTALLED);
    Path folder = Path.of(run("mktemp", "-d", "/tmp/valora-postgres-XXXXXX").strip());
    PostgresServer server = new PostgresServer(programs.get(), folder, freePort());
    Files.writeString(folder.resolve("password"), PASSWORD);
    server.program(
        "initdb",
        "-U",
        USER,
        "--auth=scram-sha-256",
        "--no-sync",
        "--encoding=UTF8",
        "--pwfile=" + folder.resolve("password"));
    server.program(
        "pg_ctl",
        "-w",
        "-l",
        folder.resolve("log").toString(),
        "-o",
        "-p %d -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off"
            .formatted(server.port),
        "start");
    return server;
  }

  /** Address without credentials. */
  public String url() {
    return "jdbc:postgresql://127.0.0.1:%d/postgres".formatted(port);
  }

  public Connection connection() throws SQLException {
    return DriverManager.getConnection(url(), USER, PASSWORD);
  }

  public void execute(String... statements) throws SQLException {
    try (Connection connection = connection();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  @Override
  public void close() {
    program("pg_ctl", "-m", "immediate", "stop");
    run("rm", "-rf", folder.toString());
  }

  private void program(String name, String... arguments) {
    List<String> command =
        new ArrayList<>(List.of(programs.resolve(name).toString(), "-D", folder + "/data"));
    command.addAll(List.of(arguments));
    run(command.toArray(String[]::new));
  }

  private static Optional<Path> installed() throws IOException {
    if (!Files.isDirectory(INSTALLED)) {
      return Optional.empty();
    }
    try (Stream<Path> versions = Files.list(INSTALLED)) {
      return versions
          .map(version -> version.resolve("bin"))
          .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
          .max(Comparator.naturalOrder());
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** The output of a command of the server's user, which must end well. */
  private static String run(String... command) {
    boolean root = "root".equals(System.getProperty("user.name"));
    List<String> whole =
        new ArrayList<>(root ? List.of("runuser", "-u", "postgres", "--") : List.of());
    whole.addAll(List.of(command));
    try {
      Path output = Files.createTempFile("valora-postgres", ".log");
      Process process =
          new ProcessBuilder(whole)
              .directory(Path.of("/tmp").toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      boolean ended = process.waitFor(SECONDS, TimeUnit.SECONDS);
      String said = Files.readString(output, UTF_8);
      Files.delete(output);
      if (!ended || process.exitValue() != 0) {
        throw new IllegalStateException("%s: %s".formatted(whole, said));
      }
      return said;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
