package io.valora.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaId;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.valora.config.DottedKeys;
import io.valora.config.JobText;
import io.valora.storage.Storage;
import io.valora.tasks.Tasks;
import io.valora.testing.jobfile.JobFilePages;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The page and the schema of job files, held against the parsers. With {@code
 * -Dvalora.write-docs=true} they are written instead.
 */
class JobFilePagesTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JobFilePages PAGES = JobFilePages.make();

  @Test
  void schemaIsThatOfTheKeysThatParsersAskFor() throws IOException {
    hold(JobFilePages.SCHEMA, PAGES.schema());
  }

  @Test
  void tablesAreThoseOfTheKeysThatParsersAskFor() throws IOException {
    hold(JobFilePages.PAGE, PAGES.page());
  }

  @Test
  void everyKeyHasItsTextAndEveryTextItsKey() {
    assertThat(PAGES.untold()).isEmpty();
    assertThat(PAGES.unused()).isEmpty();
  }

  @Test
  void schemaIsValidItself() throws IOException {
    JsonSchema ofSchemas =
        JsonSchemaFactory.getInstance(VersionFlag.V202012)
            .getSchema(SchemaLocation.of(SchemaId.V202012));
    assertThat(ofSchemas.validate(JSON.readTree(Files.readString(JobFilePages.SCHEMA)))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("jobs")
  void everySampleFollowsTheSchemaThatItNames(Path job) throws IOException {
    String text = Files.readString(job);
    assertThat(text)
        .startsWith("# yaml-language-server: $schema=../src/docs/job-file.schema.json\n");
    assertThat(schema().validate(JobText.parse(job.toString(), text))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{job: a, task: rating, epochs: 3}                              | epochs",
        "{job: a, split: {test-fraction: 1.5}}                          | test-fraction",
        "{job: a, task: counting}                                       | task",
        "{job: a, network: {kind: factors, hidden: [3]}}                | hidden",
        "{job: a, network: {kind: embedding-mlp, factors: 3}}           | factors",
        "{job: a, task: sentiment, target: b}                           | target",
        "{job: a, training: {optimizer: {kind: sgd, momentum: 0.5}}}    | momentum",
        "{job: a, ingest: {source: b, columns: [{name: c, type: text}]}}| type",
        "{job: a, baselines: {als: {iterations: 16}}}                   | iterations"
      })
  void mistakesAreRefusedByName(String job, String key) {
    assertThat(schema().validate(JobText.parse("job.yaml", job)))
        .anySatisfy(message -> assertThat(message.toString()).contains(key));
  }

  @Test
  void pageNamesEveryDefaultThatARunHas() throws IOException {
    String page = Files.readString(JobFilePages.PAGE).replace("\"", "");
    for (String least : JobFilePages.least().values()) {
      JobConfig job =
          JobConfig.of(Tasks.ALL, "least.yaml", JobText.parse("least.yaml", least), List.of());
      for (Map.Entry<String, String> key : DottedKeys.of(job.resolved()).entrySet()) {
        String path = key.getKey();
        if (!path.matches("job|task|target|ingest\\.(source|columns).*|features\\.columns.*")) {
          assertThat(page).contains("| `%s` | %s".formatted(path, defaultOf(path, key.getValue())));
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ratings", "reviews", "marketing"})
  void resolvedConfigurationParsesToItself(String job) {
    Storage storage = new Storage(new Configuration());
    JobConfig config = JobConfig.read(Tasks.ALL, storage, "jobs/" + job + ".yaml", List.of());
    assertThat(JobConfig.of(Tasks.ALL, "again", config.resolved().deepCopy(), List.of()))
        .isEqualTo(config);
  }

  private static String defaultOf(String path, String value) {
    String text = value.isEmpty() ? "none" : value.replace("\"", "");
    return switch (path) {
      case "split.seed" -> "the job's";
      case "evaluation.unit" -> "the target's name";
      default -> "`%s`".formatted(text);
    };
  }

  @BeforeAll
  static void writeWhereAsked() throws IOException {
    if (Boolean.getBoolean("valora.write-docs")) {
      Files.writeString(JobFilePages.SCHEMA, PAGES.schema());
      Files.writeString(JobFilePages.PAGE, PAGES.page());
    }
  }

  private static void hold(Path file, String made) throws IOException {
    assertThat(Files.readString(file))
        .as("%s; mvn -Dtest=JobFilePagesTest -Dvalora.write-docs=true test rewrites it", file)
        .isEqualTo(made);
  }

  private static JsonSchema schema() {
    try {
      JsonNode tree = JSON.readTree(Files.readString(JobFilePages.SCHEMA));
      return JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(tree);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<Path> jobs() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("jobs"))) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
  }
}
