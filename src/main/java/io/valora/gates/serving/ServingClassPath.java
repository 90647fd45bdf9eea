package io.valora.gates.serving;

import io.valora.base.JobException;
import io.valora.base.Outcome;
import io.valora.serving.check.ServingCheck;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Class path of the serving JVM: the serving jar beside the application's, and of this process's
 * libraries those of Hadoop's file systems.
 */
final class ServingClassPath {
  private static final String JAR = "valora-serving.jar";

  /** By file name; object stores have libraries of their own. */
  private static final Pattern STORAGE =
      Pattern.compile(
          "(hadoop-|aws-java-sdk|bundle-|wildfly-openssl|gcs-connector|azure-|slf4j-api|log4j-"
              + "|jcl-over-slf4j|commons-logging|commons-lang3).*\\.jar");

  /** One class of each library that local files need. */
  private static final List<String> OF_STORAGE =
      List.of(
          "org.apache.hadoop.fs.FileSystem",
          "org.apache.hadoop.shaded.com.ctc.wstx.io.InputBootstrapper",
          "org.slf4j.Logger",
          "org.apache.commons.logging.LogFactory");

  /** One class of each library that the serving jar has, for classes that are in no jar yet. */
  private static final List<String> OF_SERVING =
      List.of(
          "com.fasterxml.jackson.core.JsonFactory",
          "com.fasterxml.jackson.databind.ObjectMapper",
          "com.fasterxml.jackson.annotation.JsonProperty",
          "org.apache.lucene.analysis.Analyzer",
          "org.apache.lucene.analysis.charfilter.HTMLStripCharFilter");

  private ServingClassPath() {}

  /**
   * @throws JobException when the serving jar is missing
   */
  static String ofThisProcess() {
    Path ours = source(ServingCheck.class);
    Set<String> entries = new LinkedHashSet<>();
    if (Files.isDirectory(ours)) {
      entries.add(ours.toString());
      OF_SERVING.forEach(name -> entries.add(source(name).toString()));
    } else {
      entries.add(jarBeside(ours).toString());
    }
    OF_STORAGE.forEach(name -> entries.add(source(name).toString()));
    for (String entry : System.getProperty("java.class.path", "").split(File.pathSeparator)) {
      if (STORAGE.matcher(new File(entry).getName()).matches()) {
        entries.add(entry);
      }
    }
    return String.join(File.pathSeparator, entries);
  }

  private static Path jarBeside(Path application) {
    Path jar = application.resolveSibling(JAR);
    if (!Files.exists(jar)) {
      throw JobException.cannot(
          Outcome.INVALID_REQUEST,
          "start the serving JVM",
          "%s isn't there (mvn package writes it beside valora.jar)".formatted(jar));
    }
    return jar;
  }

  private static Path source(String name) {
    try {
      return source(Class.forName(name, false, ServingClassPath.class.getClassLoader()));
    } catch (ClassNotFoundException e) {
      throw JobException.cannot(
          Outcome.UNEXPECTED, "start the serving JVM", "no library has " + name, e);
    }
  }

  private static Path source(Class<?> type) {
    CodeSource source = type.getProtectionDomain().getCodeSource();
    try {
      return Path.of(source.getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
