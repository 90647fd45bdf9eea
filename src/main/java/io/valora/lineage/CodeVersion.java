package io.valora.lineage;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * Which code ran, as the build wrote it down.
 *
 * @param version of Valora
 * @param commit abbreviated; {@code unknown} when built outside a checkout
 * @param spark the version compiled against
 * @param dl4j the version compiled against
 */
public record CodeVersion(String version, String commit, String spark, String dl4j) {
  /** Reads {@code version.properties} of the class path. */
  public static CodeVersion ofThisBuild() {
    Properties properties = new Properties();
    try (InputStream in = CodeVersion.class.getResourceAsStream("/version.properties")) {
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String commit = properties.getProperty("commit");
    return new CodeVersion(
        properties.getProperty("version"),
        commit.startsWith("$") ? "unknown" : commit,
        properties.getProperty("spark"),
        properties.getProperty("dl4j"));
  }
}
