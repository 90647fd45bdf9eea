package io.valora.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;

/** The one jar that spark-submit gets: what is in it, and what isn't. */
class ApplicationJarIT {
  private static final Path JAR = Path.of("target/valora.jar");
  private static final Path SPARK = Path.of("target/spark-home/jars");

  /**
   * 87 MiB of ND4J's library, 13 of OpenBLAS, 11 of ONNX Runtime, 50 of classes: 161. A second
   * platform's natives, or Spark, are 90 more.
   */
  private static final long MOST_BYTES = 170L << 20;

  /** Ours; DL4J and what it needs; the command line, the report, YAML, CSV, words and HTTP. */
  private static final Set<String> PACKAGES =
      Set.of(
          "io/valora",
          "org/deeplearning4j",
          "org/eclipse/deeplearning4j",
          "org/nd4j",
          "org/datavec",
          "org/bytedeco",
          "org/tensorflow",
          "tensorflow",
          "onnx",
          "ai/onnxruntime",
          "it/unimi",
          "com/tdunning",
          "com/typesafe/config",
          "com/jakewharton/byteunits",
          "com/sun/jna",
          "oshi",
          "net/ericaro",
          "org/threeten/bp",
          "org/apache/commons/numbers",
          "org/apache/commons/rng",
          "org/apache/commons/statistics",
          "picocli",
          "gg/jte",
          "me/tongfei",
          "org/jline",
          "org/apache/commons/csv",
          "org/apache/commons/net",
          "org/apache/lucene",
          "org/tartarus/snowball",
          "io/javalin",
          "org/eclipse/jetty",
          "jakarta/servlet",
          "kotlin",
          "io/micrometer",
          "io/prometheus");

  /** DL4J's own, in a package of Spark's whose members it reaches. */
  private static final Pattern AMONG_SPARK =
      Pattern.compile("org/apache/spark/TaskContextHelper\\$?\\.class");

  private static final Set<String> CLASSES_OF_SPARK_HOME =
      Set.of(
          "org/apache/spark/SparkContext.class",
          "org/apache/hadoop/fs/FileSystem.class",
          "scala/Option.class");

  private static final Pattern VERSIONED = Pattern.compile("META-INF/versions/\\d+/");
  private static final Pattern NATIVE =
      Pattern.compile("(.*/)[^/]+\\.(so(\\.\\d+)*|dylib|jnilib|dll|a)");

  private static final Pattern SYSTEM =
      Pattern.compile("/(linux)|/(mac|darwin|osx)|/(win|freebsd|aix)", Pattern.CASE_INSENSITIVE);
  private static final Pattern PROCESSOR =
      Pattern.compile(
          "[-_/](x86[-_]64|x64)/|[-_/](arm64|aarch64)/|[-_/](x86|arm|armv\\d|ppc\\w*)/");

  @Test
  void isAsLargeAsOnePlatformsNatives() throws IOException {
    assertThat(Files.size(JAR)).isBetween(1L << 20, MOST_BYTES);
  }

  @Test
  void holdsOursAndTheSmallLibrariesAlone() {
    assertThat(classes(JAR)).contains("io/valora/cli/Main.class");
    assertThat(
            classes(JAR)
                .filter(name -> !AMONG_SPARK.matcher(name).matches())
                .filter(name -> PACKAGES.stream().noneMatch(known -> name.startsWith(known + "/"))))
        .isEmpty();
  }

  @Test
  void sharesNoClassWithSparkHadoopOrScala() throws IOException {
    Set<String> ours = classes(JAR).collect(Collectors.toSet());
    try (Stream<Path> jars = Files.list(SPARK)) {
      Set<String> theirs =
          jars.flatMap(ApplicationJarIT::classes).collect(Collectors.toCollection(HashSet::new));
      assertThat(theirs.containsAll(CLASSES_OF_SPARK_HOME)).isTrue();
      theirs.retainAll(ours);
      assertThat(theirs).isEmpty();
    }
  }

  @Test
  void hasNativesOfOnePlatform() {
    Set<String> folders =
        entries(JAR)
            .map(NATIVE::matcher)
            .filter(Matcher::matches)
            .map(name -> name.group(1))
            .collect(Collectors.toSet());
    assertThat(folders).anyMatch(folder -> folder.startsWith("org/bytedeco/openblas/"));
    assertThat(found(SYSTEM, folders)).hasSize(1);
    assertThat(found(PROCESSOR, folders)).hasSize(1);
  }

  @Test
  void carriesTheJobs() {
    assertThat(entries(JAR)).contains("jobs/ratings.yaml", "version.properties");
  }

  /** What a pattern's groups find, under one name for each group. */
  private static Set<String> found(Pattern pattern, Set<String> folders) {
    return folders.stream()
        .map(pattern::matcher)
        .filter(Matcher::find)
        .map(
            match -> match.group(1) == null ? match.group(2) == null ? "third" : "second" : "first")
        .collect(Collectors.toSet());
  }

  private static Stream<String> classes(Path jar) {
    return entries(jar)
        .filter(name -> name.endsWith(".class") && !name.endsWith("module-info.class"))
        .map(name -> VERSIONED.matcher(name).replaceFirst(""));
  }

  private static Stream<String> entries(Path jar) {
    try (JarFile file = new JarFile(jar.toFile())) {
      return file.stream().map(ZipEntry::getName).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
