package io.valora.lineage;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;

/**
 * Version of the code that ran, as recorded by the build.
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

  /** Names and values for the environment in {@code run.json}, with the Java that runs. */
  public Map<String, String> facts() {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("valora", version);
    facts.put("commit", commit);
    facts.put("jvm", Runtime.version().toString());
    facts.put("spark", spark);
    facts.put("dl4j", dl4j);
    return facts;
  }
}
