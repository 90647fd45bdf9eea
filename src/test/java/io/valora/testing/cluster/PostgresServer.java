package io.valora.testing.cluster;

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
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A PostgreSQL of its own on loopback, with one database and one user who has a password. */
public final class PostgresServer implements AutoCloseable {
  public static final String USER = "valora";
  public static final String PASSWORD = "password-of-the-tests";

  private static final Path DISTRIBUTIONS = Path.of("/usr/lib/postgresql");

  private final Path binaries;
  private final String folder;
  private final int port;

  private PostgresServer(Path binaries) {
    this.binaries = binaries;
    this.port = freePort();
    this.folder = run("mktemp", "-d", "/tmp/valora-postgres-XXXXXX").strip();
    run("sh", "-c", "umask 077; printf %s '" + PASSWORD + "' > " + folder + "/password");
    run(
        binaries + "/initdb",
        "--pgdata=" + folder + "/data",
        "--username=" + USER,
        "--pwfile=" + folder + "/password",
        "--auth=scram-sha-256",
        "--no-sync",
        "--no-locale",
        "--encoding=UTF8");
    String options = "-h 127.0.0.1 -p %d -k %s -c fsync=off".formatted(port, folder);
    control("-w", "-o", options, "-l", folder + "/log", "start");
  }

  /** A server that is up; empty where PostgreSQL isn't installed. */
  public static Optional<PostgresServer> start() {
    return binaries().map(PostgresServer::new);
  }

  /** The newest version's folder of programs. */
  public static Optional<Path> binaries() {
    if (!Files.isDirectory(DISTRIBUTIONS)) {
      return Optional.empty();
    }
    try (Stream<Path> versions = Files.list(DISTRIBUTIONS)) {
      return versions
          .map(version -> version.resolve("bin"))
          .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
          .max(Path::compareTo);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The address of the database. */
  public String url() {
    return "jdbc:postgresql://127.0.0.1:%d/postgres".formatted(port);
  }

  public Connection connect() throws SQLException {
    return DriverManager.getConnection(url(), USER, PASSWORD);
  }

  public void execute(String... statements) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  @Override
  public void close() {
    control("-m", "immediate", "stop");
    run("rm", "-rf", folder);
  }

  private void control(String... arguments) {
    List<String> command = new ArrayList<>(List.of(binaries + "/pg_ctl", "-D", folder + "/data"));
    command.addAll(List.of(arguments));
    run(command.toArray(String[]::new));
  }

  /** PostgreSQL won't run as root. */
  private static String run(String... arguments) {
    List<String> command = new ArrayList<>();
    if (System.getProperty("user.name").equals("root")) {
      command.addAll(List.of("runuser", "-u", "postgres", "--"));
    }
    command.addAll(List.of(arguments));
    try {
      Path output = Files.createTempFile("postgres", ".log");
      Process process =
          new ProcessBuilder(command)
              .directory(Path.of("/tmp").toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      int code = process.waitFor();
      String text = Files.readString(output);
      Files.delete(output);
      if (code != 0) {
        throw new IllegalStateException(command + " ended with " + code + ": " + text);
      }
      return text;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
