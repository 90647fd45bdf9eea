package io.valora.cli;

import io.valora.base.JobException;
import io.valora.base.Secrets;
import io.valora.storage.Storage;
import java.util.List;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.SparkHadoopUtil;
import org.apache.spark.sql.SparkSession;

/** Factory of storage and Spark sessions for the commands. */
final class Sessions {
  private Sessions() {}

  /** Storage as Spark's properties configure it, before any session is started. */
  static Storage storage() {
    ThisProcess.readSparkProperties();
    return new Storage(SparkHadoopUtil.get().newConfiguration(new SparkConf()));
  }

  /**
   * For a command that has nothing to compute: YARN calls a driver in its cluster failed when that
   * never started Spark.
   */
  static void openInClusterMode(String name, List<String> settings) {
    if (ThisProcess.inClusterMode()) {
      open(name, settings).close();
    }
  }

  /**
   * A session with the launcher's properties and these laid over them.
   *
   * @param settings {@code spark.*=value}
   */
  static SparkSession open(String name, List<String> settings) {
    SparkSession.Builder builder = SparkSession.builder().appName(name);
    if (!new SparkConf().contains("spark.master")) {
      builder.master("local[*]");
    }
    builder.config("spark.sql.session.timeZone", "UTC");
    for (String setting : settings) {
      int equals = setting.indexOf('=');
      if (equals < 0) {
        throw JobException.invalid("--set", setting, "must be dotted.key=value");
      }
      if (Secrets.isName(setting.substring(0, equals)) || Secrets.inAddress(setting)) {
        throw JobException.invalid("--set", Secrets.maskedSetting(setting), Secrets.REMEDY);
      }
      builder.config(setting.substring(0, equals), setting.substring(equals + 1));
    }
    return builder.getOrCreate();
  }
}
