package io.valora.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.valora.testing.scoring.TinyRuns;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar of the serving parts: small, complete, and without Spark, DL4J and ND4J. */
class ServingJarIT {
  private static final Path JAR = Path.of("target/valora-serving.jar");

  /** 2 MiB of Jackson, 5 of Lucene, 2 of Kotlin, 5 of Jetty and Javalin, one of ours. */
  private static final long MOST_BYTES = 20L << 20;

  private static final String FORBIDDEN =
      "org\\.(apache\\.spark|nd4j|deeplearning4j|bytedeco)\\..*";

  @Test
  void isSmall() throws IOException {
    assertThat(Files.size(JAR)).isBetween(1L << 20, MOST_BYTES);
  }

  @Test
  void holdsAllThatItsClassesNeedOfOursAndNoSparkOrNd4j() throws IOException {
    JavaClasses all;
    try (JarFile jar = new JarFile(JAR.toFile())) {
      all = new ClassFileImporter().importJar(jar);
    }
    List<String> targets =
        all.stream()
            .filter(type -> type.getPackageName().startsWith("io.valora"))
            .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
            .map(Dependency::getTargetClass)
            .map(JavaClass::getBaseComponentType)
            .map(JavaClass::getName)
            .distinct()
            .toList();
    assertThat(targets).filteredOn(name -> name.matches(FORBIDDEN)).isEmpty();
    assertThat(targets)
        .filteredOn(name -> name.startsWith("io.valora.") && !all.contain(name))
        .isEmpty();
  }

  @Test
  void servesWithNothingBesideIt(@TempDir Path root) throws IOException, InterruptedException {
    new TinyRuns(root).sales();
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                JAR.toString(),
                "serve",
                "sales",
                "--root",
                root.toString(),
                "--port",
                "0")
            .redirectError(root.resolve("err").toFile())
            .start();
    try (BufferedReader out = process.inputReader()) {
      Matcher line =
          Pattern.compile(
                  "Serving run r1 of job sales on (http://127\\.0\\.0\\.1:\\d+) \\(on this machine alone.*")
              .matcher(String.valueOf(out.readLine()));
      assertThat(line.matches()).as(Files.readString(root.resolve("err"))).isTrue();
      HttpResponse<String> answer =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(URI.create(line.group(1) + "/v1/models/sales/predict"))
                      .header("Content-Type", "application/json")
                      .POST(BodyPublishers.ofString("{\"rows\":[{\"amount\":2}]}"))
                      .build(),
                  BodyHandlers.ofString());
      assertThat(answer.body()).contains("\"run\":\"r1\"", "\"value\":");
      process.destroy();
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).as("ended by SIGTERM").isEqualTo(143);
      assertThat(Files.readString(root.resolve("err"))).isEmpty();
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void checksModelsOfEveryKind(@TempDir Path root) throws IOException, InterruptedException {
    TinyRuns runs = new TinyRuns(root);
    for (String job : List.of(runs.ratings().job(), runs.reviews().job(), runs.sales().job())) {
      Path log = root.resolve(job + ".log");
      ProcessBuilder launcher =
          new ProcessBuilder(
                  "scripts/valora",
                  "validate",
                  "r1",
                  "--job",
                  job,
                  "--root",
                  root.toString(),
                  "--stress-rows",
                  "1000",
                  "--generated",
                  "100")
              .redirectErrorStream(true)
              .redirectOutput(log.toFile());
      assertThat(launcher.start().waitFor()).as(Files.readString(log)).isZero();
      assertThat(Files.readString(log))
          .contains("Run r1 of job %s is fit for use.".formatted(job))
          .contains("Validation: 5 passed, 2 not judged");
    }
  }
}
