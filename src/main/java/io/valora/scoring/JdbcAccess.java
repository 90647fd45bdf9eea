package io.valora.scoring;

import io.valora.base.JobException;
import io.valora.base.Outcome;
import java.io.IOException;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.ServiceLoader;
import org.apache.hadoop.conf.Configuration;

/**
 * Driver and credentials of a database. The driver is the user's own, on Spark's class path; user
 * and password come from the environment ({@code VALORA_JDBC_USER}, {@code VALORA_JDBC_PASSWORD})
 * or from a Hadoop credential provider ({@code valora.jdbc.user}, {@code valora.jdbc.password}).
 */
record JdbcAccess(String url, Driver driver, Properties properties) {
  private static final String PREFIX = "valora.jdbc.";

  /**
   * @throws JobException when no driver takes the address
   */
  static JdbcAccess of(String url, Configuration hadoop) {
    Driver driver =
        driver(url)
            .orElseThrow(
                () ->
                    JobException.cannot(
                        Outcome.INVALID_REQUEST,
                        "write to " + shown(url),
                        "no JDBC driver on the class path takes it (name the driver's jar in"
                            + " spark.jars, in the file of VALORA_CONF or by spark-submit --jars)"));
    Properties properties = new Properties();
    for (String name : new String[] {"user", "password"}) {
      credential(name, hadoop).ifPresent(value -> properties.setProperty(name, value));
    }
    properties.setProperty("driver", driver.getClass().getName());
    return new JdbcAccess(url, driver, properties);
  }

  private static Optional<Driver> driver(String url) {
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    return ServiceLoader.load(Driver.class, loader).stream()
        .map(ServiceLoader.Provider::get)
        .filter(driver -> accepts(driver, url))
        .findFirst();
  }

  private static boolean accepts(Driver driver, String url) {
    try {
      return driver.acceptsURL(url);
    } catch (SQLException e) {
      return false;
    }
  }

  private static Optional<String> credential(String name, Configuration hadoop) {
    String variable = "VALORA_JDBC_" + name.toUpperCase(Locale.ROOT);
    return Optional.ofNullable(System.getenv(variable)).or(() -> provided(name, hadoop));
  }

  private static Optional<String> provided(String name, Configuration hadoop) {
    try {
      return Optional.ofNullable(hadoop.getPassword(PREFIX + name)).map(String::new);
    } catch (IOException e) {
      throw JobException.cannot(
          Outcome.INVALID_REQUEST, "read " + PREFIX + name, e.getMessage(), e);
    }
  }

  /**
   * Connects and lets go, so that a refusal is said before any row is read.
   *
   * @throws JobException as {@link #connect}
   */
  void check() {
    try (Connection connection = connect()) {
      connection.getMetaData();
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  /**
   * A connection of the driver's own.
   *
   * @throws JobException when the database refuses
   */
  Connection connect() {
    try {
      Connection connection = driver.connect(url, properties);
      if (connection == null) {
        throw new SQLException("the driver doesn't take the address");
      }
      return connection;
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  /** What the database says, without the address's parameters. */
  JobException failure(SQLException thrown) {
    String first = String.valueOf(thrown.getMessage()).lines().findFirst().orElse("");
    return JobException.cannot(Outcome.UNEXPECTED, "write to " + shown(url), first, thrown);
  }

  static String shown(String url) {
    return url.replaceFirst("[?;].*", "");
  }
}
