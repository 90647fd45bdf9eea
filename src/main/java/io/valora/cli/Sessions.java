package io.valora.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.valora.base.JobException;
import io.valora.base.Outcome;
import io.valora.base.RootCause;
import io.valora.base.Secrets;
import io.valora.storage.Storage;
import java.io.FileNotFoundException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.hadoop.util.ShutdownHookManager;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.SparkHadoopUtil;
import org.apache.spark.sql.SparkSession;

/** Factory of storage and Spark sessions for the commands. */
final class Sessions {
  /** Above Spark's own hook, of 50. */
  private static final int BEFORE_SPARK = 100;

  /** Equal to itself, so that it is added once. */
  private static final Runnable SILENCE = Sessions::silence;

  private Sessions() {}

  /**
   * What fails since Spark is being stopped is no news to whoever stops it: neither in the log nor
   * where threads print their failures. The console keeps the stream that it began with.
   */
  private static void silence() {
    Configurator.setAllLevels("org.apache", Level.OFF);
    System.setErr(new PrintStream(OutputStream.nullOutputStream(), false, UTF_8));
  }

  /** Storage as Spark's properties configure it, before any session is started. */
  static Storage storage() {
    ThisProcess.readSparkProperties();
    return new Storage(SparkHadoopUtil.get().newConfiguration(new SparkConf()));
  }

  /**
   * For a command that has nothing to compute: YARN calls a driver in its cluster failed when that
   * never started Spark.
   */
  static void openInClusterMode(String name, List<String> properties) {
    if (ThisProcess.inClusterMode()) {
      open(name, properties).close();
    }
  }

  /**
   * A session with the launcher's properties and these laid over them.
   *
   * @param properties {@code spark.*=value}
   */
  static SparkSession open(String name, List<String> properties) {
    SparkSession.Builder builder = SparkSession.builder().appName(name);
    if (!new SparkConf().contains("spark.master")) {
      builder.master("local[*]");
    }
    builder.config("spark.sql.session.timeZone", "UTC");
    for (String property : properties) {
      int equals = property.indexOf('=');
      if (equals < 0) {
        throw JobException.invalid("--set", property, "must be dotted.key=value");
      }
      if (Secrets.isName(property.substring(0, equals)) || Secrets.inAddress(property)) {
        throw JobException.invalid("--set", Secrets.maskedOverride(property), Secrets.REMEDY);
      }
      builder.config(property.substring(0, equals), property.substring(equals + 1));
    }
    return started(builder);
  }

  /** Whether sessions are of this process alone. */
  static boolean areLocal(List<String> properties) {
    String key = "spark.master=";
    return properties.stream()
        .filter(property -> property.startsWith(key))
        .reduce((first, last) -> last)
        .map(property -> property.substring(key.length()))
        .orElseGet(() -> new SparkConf().get("spark.master", "local"))
        .startsWith("local");
  }

  /** What Spark itself refuses is a setting, and fails the same way each time. */
  private static SparkSession started(SparkSession.Builder builder) {
    try {
      ShutdownHookManager.get().addShutdownHook(SILENCE, BEFORE_SPARK);
      return builder.getOrCreate();
    } catch (Exception thrown) { // Spark throws checked ones without saying so
      Throwable cause = RootCause.of(thrown);
      if (cause instanceof IllegalArgumentException
          || cause instanceof FileNotFoundException
          || cause instanceof NoSuchFileException) {
        throw JobException.cannot(
            Outcome.INVALID_REQUEST,
            "start Spark",
            "%s (must be settings and files that Spark takes: see --set, --files and the properties file)"
                .formatted(cause.getMessage()),
            thrown);
      }
      throw thrown;
    }
  }

  /**
   * Opens a session when it is asked for. A command that did so itself would have Spark in the
   * signature of a method, and every command would load it.
   */
  static Callable<SparkSession> later(String name, List<String> properties) {
    return () -> open(name, properties);
  }
}
