package io.valora.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.valora.config.DottedKeys;
import io.valora.config.JobText;
import io.valora.job.JobConfig;
import io.valora.storage.Storage;
import io.valora.tasks.Tasks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;

/** Keys and defaults of the job file page, held against the code. */
class ReadmeTest {
  private static final String LEAST_JOB =
      """
      job: least
      ingest:
        source: a.csv
        columns: [{name: user}, {name: item}, {name: rating, type: double}]
      """;

  @Test
  void parameterTableNamesEveryKeyWithItsDefault() throws IOException {
    String page = Files.readString(Path.of("src/docs/job-file.md"));
    JobConfig least =
        JobConfig.of(Tasks.ALL, "least.yaml", JobText.parse("least.yaml", LEAST_JOB), List.of());
    for (Map.Entry<String, String> key : DottedKeys.of(least.resolved()).entrySet()) {
      if (!key.getKey().matches("job|split\\.seed|ingest\\.(source|columns).*")) {
        String value = key.getValue().isEmpty() ? "none" : key.getValue().replace("\"", "");
        assertThat(page.replace("\"", "")).contains("| `%s` | `%s`".formatted(key.getKey(), value));
      }
    }
  }

  @Test
  void resolvedConfigurationParsesToItself() {
    JobConfig job =
        JobConfig.read(Tasks.ALL, new Storage(new Configuration()), "jobs/ratings.yaml", List.of());
    JobConfig again = JobConfig.of(Tasks.ALL, "again", job.resolved().deepCopy(), List.of());
    assertThat(again).isEqualTo(job);
  }
}
