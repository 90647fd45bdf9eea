package io.valora.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.valora.lineage.CodeVersion;
import io.valora.pipeline.TrainingMetrics;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;
import org.apache.spark.internal.config.ConfigEntry$;
import org.apache.spark.internal.config.UI$;
import org.apache.spark.internal.config.package$;
import org.apache.spark.sql.internal.SQLConf$;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What can be known of the files for Kubernetes without a cluster: they themselves are untested.
 */
class KubernetesFilesTest {
  private static final Path CONF = Path.of("conf/spark/kubernetes.conf");
  private static final Path TEMPLATE = Path.of("scripts/pod-template.yaml");
  private static final Path IMAGE = Path.of("scripts/Dockerfile");

  /** Keys of Spark's module for Kubernetes, which is no part of the build, and open families. */
  private static final Pattern ELSEWHERE =
      Pattern.compile(
          "spark\\.kubernetes\\.(container\\.image|namespace"
              + "|authenticate\\.driver\\.serviceAccountName"
              + "|(driver|executor)\\.(podTemplateFile|request\\.cores)"
              + "|driverEnv\\.\\w+"
              + "|(driver|executor)\\.secretKeyRef\\.\\w+"
              + "|driver\\.annotation\\..+)"
              + "|spark\\.(executorEnv|hadoop|metrics\\.conf)\\..+");

  private static final Properties PROPERTIES = new Properties();

  @BeforeAll
  static void read() throws IOException {
    try (Reader in = Files.newBufferedReader(CONF)) {
      PROPERTIES.load(in);
    }
    // Their entries are known from when they are loaded.
    assertThat(List.of(package$.MODULE$, UI$.MODULE$, SQLConf$.MODULE$)).hasSize(3);
  }

  @Test
  void everyKeyIsOneThatSparkKnows() {
    assertThat(PROPERTIES.stringPropertyNames())
        .isNotEmpty()
        .allMatch(key -> isKnown(key), "a key of Spark");
    assertThat(isKnown("spark.executor.memori")).isFalse();
    assertThat(isKnown("spark.sql.shuffle.partition")).isFalse();
    assertThat(isKnown("spark.kubernetes.image")).isFalse();
  }

  @Test
  void whatIsSaidTwiceIsSaidAlike() throws IOException {
    String image = Files.readString(IMAGE);
    String version = CodeVersion.ofThisBuild().version();
    assertThat(PROPERTIES.getProperty("spark.kubernetes.container.image"))
        .endsWith("/valora:" + version);
    assertThat(image)
        .contains("-t " + PROPERTIES.getProperty("spark.kubernetes.container.image") + " .")
        .contains("FROM apache/spark:" + CodeVersion.ofThisBuild().spark() + "-scala2.12-java17");
    assertThat(PROPERTIES.getProperty("spark.plugins")).isEqualTo(TrainingMetrics.class.getName());
    assertThat(PROPERTIES.getProperty("spark.kubernetes.driver.podTemplateFile"))
        .isEqualTo(TEMPLATE.toString());
  }

  @Test
  void podsAndImageRunAsTheUserOfSparkAndNotAsRoot() throws IOException {
    JsonNode pod = new ObjectMapper(new YAMLFactory()).readTree(TEMPLATE.toFile());

    assertThat(pod.path("kind").asText()).isEqualTo("Pod");
    assertThat(pod.path("apiVersion").asText()).isEqualTo("v1");
    assertThat(pod.at("/spec/securityContext/runAsNonRoot").asBoolean()).isTrue();
    String user = pod.at("/spec/securityContext/runAsUser").asText();
    assertThat(pod.at("/spec/containers/0/securityContext/allowPrivilegeEscalation").asBoolean())
        .isFalse();
    assertThat(Files.readString(IMAGE).strip()).endsWith("USER " + user);
  }

  @Test
  void eachFileSaysThatItIsUntested() throws IOException {
    for (Path file : List.of(CONF, TEMPLATE, IMAGE)) {
      assertThat(Files.readAllLines(file).get(0)).startsWith("# Untested.");
    }
  }

  private static boolean isKnown(String key) {
    return ELSEWHERE.matcher(key).matches() || ConfigEntry$.MODULE$.findEntry(key) != null;
  }
}
