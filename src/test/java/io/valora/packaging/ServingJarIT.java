package io.valora.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.valora.testing.scoring.TinyRuns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar of the serving parts: small, complete, and without Spark, DL4J and ND4J. */
class ServingJarIT {
  private static final Path JAR = Path.of("target/valora-serving.jar");

  /** 2 MiB of Jackson, 5 of Lucene, half of one of ours. */
  private static final long MOST_BYTES = 9L << 20;

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
