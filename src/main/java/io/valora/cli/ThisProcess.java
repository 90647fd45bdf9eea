package io.valora.cli;

import io.valora.base.JobException;
import io.valora.base.Outcome;
import io.valora.cli.serving.ServingPlace;
import io.valora.storage.HadoopProperties;
import io.valora.storage.Storage;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/** The process as its launcher configured it. Nothing here needs Spark. */
final class ThisProcess {
  private static final String SPARK = "spark.";

  /** Names the file of Spark's properties where no spark-submit has read it. */
  private static final String FILE = "valora.spark.properties";

  private ThisProcess() {}

  /**
   * Sets the {@code spark.*} properties of the launcher's file, as spark-submit does; those that
   * are set already stay.
   *
   * @throws JobException when the file can't be read
   */
  static void readSparkProperties() {
    String file = System.getProperty(FILE);
    if (file == null) {
      return;
    }
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(Path.of(file))) {
      properties.load(reader);
    } catch (NoSuchFileException e) {
      throw unreadable(file, "it does not exist or is out of reach", e);
    } catch (IOException | IllegalArgumentException e) {
      throw unreadable(file, e.getMessage(), e);
    }
    for (String name : properties.stringPropertyNames()) {
      if (name.startsWith(SPARK) && System.getProperty(name) == null) {
        System.setProperty(name, properties.getProperty(name).strip());
      }
    }
  }

  /**
   * Storage as Spark's properties configure it.
   *
   * @throws JobException when the launcher's file of them can't be read
   */
  static Storage storage() {
    return new Storage(HadoopProperties.ofProcess(sparkProperties(), System.getenv()));
  }

  /**
   * Spark's properties by name.
   *
   * @throws JobException as {@link #storage}
   */
  static Map<String, String> sparkProperties() {
    readSparkProperties();
    return HadoopProperties.sparkOfProcess();
  }

  /** Place of runs as the environment's file names it. */
  static ServingPlace place() {
    return new ServingPlace() {
      @Override
      public String usualRoot() {
        Optional<String> file = Optional.ofNullable(System.getenv("VALORA_ENVIRONMENT"));
        return Environment.read(ThisProcess.storage(), file.filter(name -> !name.isBlank())).root();
      }

      @Override
      public Storage storage(String root) {
        // Hadoop's file system keeps lines back until a checksum's block is full.
        return Storage.isOfThisMachine(root) ? Storage.ofThisMachine() : ThisProcess.storage();
      }
    };
  }

  /** Whether the driver is one that the cluster started. */
  static boolean inClusterMode() {
    return "cluster".equals(System.getProperty("spark.submit.deployMode"));
  }

  private static JobException unreadable(String file, String reason, Exception cause) {
    return JobException.cannot(Outcome.INVALID_REQUEST, "read " + file, reason, cause);
  }
}
