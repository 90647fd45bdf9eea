package io.valora.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.spark.launcher.JavaModuleOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Driver and executors run with the same options, whoever starts them. */
class JvmOptionsTest {
  @Test
  void sparkOpensOnExecutorsWhatTheLauncherOpens() throws IOException {
    List<String> ours = options("--add-opens", "-Djdk");
    assertThat(ours).hasSizeGreaterThan(10);
    assertThat(JavaModuleOptions.defaultModuleOptions().split(" ")).containsAll(ours);
  }

  @ParameterizedTest
  @ValueSource(strings = {"standalone", "yarn"})
  void clustersGetTheStackThatTheLauncherGives(String cluster) throws IOException {
    Properties properties = new Properties();
    try (var reader = Files.newBufferedReader(Path.of("conf/spark/%s.conf".formatted(cluster)))) {
      properties.load(reader);
    }
    String stack = options("-Xss").get(0);
    assertThat(properties)
        .containsEntry("spark.driver.extraJavaOptions", stack)
        .containsEntry("spark.executor.extraJavaOptions", stack);
  }

  private static List<String> options(String... starts) throws IOException {
    return Files.readAllLines(Path.of("conf/jvm-options")).stream()
        .filter(line -> Stream.of(starts).anyMatch(line::startsWith))
        .toList();
  }
}
