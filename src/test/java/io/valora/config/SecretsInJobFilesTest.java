package io.valora.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.valora.base.JobException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** No secret gets as far as the configuration that a run persists. */
class SecretsInJobFilesTest {
  private static final Map<String, String> ENVIRONMENT =
      Map.of("STORE", "KEY:canary", "DATA", "/data", "AWS_SECRET_ACCESS_KEY", "canary");

  @Test
  void aVariableThatIsCalledASecretIsNeverRead() {
    assertThatThrownBy(() -> read("source: 's3a://KEY:${AWS_SECRET_ACCESS_KEY}@bucket/a.csv'"))
        .isInstanceOf(JobException.class)
        .hasMessageContaining(
            "Invalid environment variable: ${AWS_SECRET_ACCESS_KEY} (must not hold a secret: leave"
                + " it to environment variables that the file system reads itself, such as"
                + " AWS_SECRET_ACCESS_KEY, or to a Hadoop credential provider)")
        .hasMessageNotContaining("canary");
  }

  @Test
  void userInfoIsRefusedHoweverItGotThere() {
    for (String source : List.of("s3a://${STORE}@bucket/a", "s3a://KEY:canary@bucket/a")) {
      assertThatThrownBy(() -> read("ingest: {source: ['" + source + "', b.csv]}"))
          .isInstanceOf(JobException.class)
          .hasMessageContaining("Invalid ingest.source: ")
          .hasMessageContaining("s3a://***@bucket/a")
          .hasMessageNotContaining("canary");
    }
    assertThatThrownBy(() -> read("source: 's3a://KEY:canary@${MISSING}'"))
        .hasMessageContaining("Missing environment variable MISSING")
        .hasMessageNotContaining("canary");
  }

  @Test
  void otherVariablesAreReplaced() {
    assertThat(read("source: '${DATA}/a.csv'").get("source").asText()).isEqualTo("/data/a.csv");
  }

  private static ObjectNode read(String yaml) {
    ObjectNode tree = JobText.parse("job.yaml", yaml);
    Problems problems = new Problems("job.yaml");
    JobText.expand(tree, ENVIRONMENT::get, problems);
    JobText.refuseSecrets(tree, problems);
    problems.throwIfAny();
    return tree;
  }
}
