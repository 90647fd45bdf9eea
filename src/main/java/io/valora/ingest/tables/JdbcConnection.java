package io.valora.ingest.tables;

import io.valora.base.JobException;
import io.valora.base.Outcome;
import io.valora.base.Secrets;
import io.valora.config.ConfigSection;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;

/**
 * Connection to a database. User and password come from the environment variables {@link #USER} and
 * {@link #PASSWORD}, or from Hadoop's credential providers under {@code valora.jdbc.user} and
 * {@code valora.jdbc.password}.
 *
 * @param url without credentials
 * @param driver the class of the driver
 */
public record JdbcConnection(String url, String driver) {
  /** Environment variable of the user's name. */
  public static final String USER = "VALORA_JDBC_USER";

  /** Environment variable of the password. */
  public static final String PASSWORD = "VALORA_JDBC_PASSWORD";

  private static final String REMEDY =
      "must not be in a job file: set the environment variables %s and %s, or valora.jdbc.user and"
          + " valora.jdbc.password in a Hadoop credential provider";
  private static final String CREDENTIALS = REMEDY.formatted(USER, PASSWORD);
  private static final Map<String, String> DRIVERS =
      Map.of(
          "postgresql", "org.postgresql.Driver",
          "mysql", "com.mysql.cj.jdbc.Driver",
          "mariadb", "org.mariadb.jdbc.Driver",
          "oracle", "oracle.jdbc.OracleDriver",
          "sqlserver", "com.microsoft.sqlserver.jdbc.SQLServerDriver",
          "db2", "com.ibm.db2.jcc.DB2Driver",
          "h2", "org.h2.Driver",
          "sqlite", "org.sqlite.JDBC",
          "snowflake", "net.snowflake.client.jdbc.SnowflakeDriver");

  /** Reads the keys {@code url} and {@code driver}, noting problems in the section. */
  public static JdbcConnection from(ConfigSection section) {
    String url = section.requiredText("url");
    if (section.has("url") && !url.matches("jdbc:[^:]+:.+")) {
      section.invalid("url", url, "must be an address such as jdbc:postgresql://host:5432/shop");
    }
    section.refuse("user", CREDENTIALS);
    section.refuse("password", CREDENTIALS);
    Optional<String> driver = section.optionalText("driver").or(() -> usualDriver(url));
    if (driver.isEmpty() && url.startsWith("jdbc:")) {
      section.invalid("driver", "none", "must be the class of the database's driver");
    }
    return new JdbcConnection(url, driver.orElse(""));
  }

  /** Options of Spark's JDBC source; they hold the credentials. */
  public Map<String, String> options(Configuration hadoop) {
    requireDriver();
    Map<String, String> options = new TreeMap<>(Map.of("url", url, "driver", driver));
    credential(hadoop, USER, "valora.jdbc.user").ifPresent(user -> options.put("user", user));
    credential(hadoop, PASSWORD, "valora.jdbc.password")
        .ifPresent(password -> options.put("password", password));
    return options;
  }

  private void requireDriver() {
    try {
      Class.forName(driver, false, Thread.currentThread().getContextClassLoader());
    } catch (ClassNotFoundException e) {
      throw JobException.cannot(
          Outcome.INVALID_REQUEST,
          "connect to " + url,
          "its driver %s is not on the class path (set spark.jars to the driver's jar, or"
                  .formatted(driver)
              + " spark.jars.packages to its Maven coordinates)",
          e);
    }
  }

  private static Optional<String> credential(Configuration hadoop, String variable, String alias) {
    String value = System.getenv(variable);
    if (value != null && !value.isEmpty()) {
      return Optional.of(value);
    }
    try {
      return Optional.ofNullable(hadoop.getPassword(alias)).map(String::new);
    } catch (IOException e) {
      throw JobException.cannot(
          Outcome.INVALID_REQUEST,
          "read %s of the Hadoop credential provider".formatted(alias),
          Secrets.masked(e.getMessage()),
          e);
    }
  }

  private static Optional<String> usualDriver(String url) {
    String[] parts = url.split(":", 3);
    return parts.length < 3 ? Optional.empty() : Optional.ofNullable(DRIVERS.get(parts[1]));
  }
}
