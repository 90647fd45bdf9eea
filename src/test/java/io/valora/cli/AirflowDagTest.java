package io.valora.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.valora.job.Stage;
import io.valora.tasks.Tasks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/**
 * The DAG file as Python reads it, beside stand-ins for Airflow, which isn't needed: see {@code
 * src/test/airflow/describe_dag.py}. Without a python3 of 3.8 or newer it is skipped.
 */
@Timeout(60)
class AirflowDagTest {
  private static final Path DAG = Path.of("jobs/airflow/valora_ratings.py");
  private static final String HOME = "/opt/valora/";

  private static final Path WATCH = Path.of("jobs/airflow/valora_watch.py");

  @TempDir static Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"False", "True"})
  void everyCommandOptionFileAndClassExists(String oneTask) throws Exception {
    requireAllExists(dag(oneTask));
  }

  @Test
  void everyCommandOptionFileAndClassOfWatchingExists() throws Exception {
    JsonNode dag = dag(WATCH, "False");
    requireAllExists(dag);
    assertThat(commands(dag))
        .extracting(task -> task.get("id").asText())
        .containsExactly("monitor", "watch");
    assertThat(texts(commands(dag).get(0).get("later"))).containsExactly("watch");
    assertThat(texts(commands(dag).get(1).get("later"))).containsExactly("outcome");
  }

  /** A decision is no failure, and waiting a skip. */
  @ParameterizedTest
  @CsvSource({
    "fine,         nothing,",
    "alarm,        nothing,              7",
    "retrained,    nothing,              9",
    "gate,         nothing,              4",
    "waits,        AirflowSkipException, 8",
    "request,      AirflowFailException, 2",
    "unexpected,   AirflowException,     1",
    "busy at last, AirflowException,     5"
  })
  void exitCodesOfWatchingEndATaskAsTheyShould(String end, String thrown, Integer code)
      throws Exception {
    JsonNode found = dag(WATCH, "False").get("ends").get(end);
    assertThat(found.get("thrown").asText()).isEqualTo(thrown);
    assertThat(found.get("code").isNull() ? null : (Integer) found.get("code").asInt())
        .isEqualTo(code);
  }

  @ParameterizedTest
  @CsvSource({
    "fine,      nothing_to_do",
    "waits,     nothing_to_do",
    "retrained, retrained",
    "gate,      not_promoted",
    "failed,    AirflowFailException"
  })
  void outcomeOfWatchingLeadsToItsBranch(String commands, String branch) throws Exception {
    assertThat(dag(WATCH, "False").get("branches").get(commands).asText()).isEqualTo(branch);
  }

  private static void requireAllExists(JsonNode dag) throws Exception {
    for (JsonNode task : commands(dag)) {
      String[] arguments = texts(task.get("args")).toArray(String[]::new);
      CommandLine program = ValoraCommand.program(Console.ofProcess(), Tasks.ALL);
      assertThatCode(() -> program.parseArgs(arguments)).doesNotThrowAnyException();
      assertThat(arguments[0]).isEqualTo(task.get("id").asText());
      assertThat(Arrays.stream(arguments).filter(one -> one.startsWith(HOME)))
          .allSatisfy(file -> assertThat(inHome(file)).isRegularFile());
      assertThat(inHome(task.get("properties").asText())).isRegularFile();
      assertThat(Class.forName(task.get("class").asText())).isEqualTo(Main.class);
      assertThat(inHome(task.get("application").asText()))
          .isEqualTo(Path.of("target", finalName() + ".jar"));
    }
  }

  @Test
  void eachStageIsATaskInItsOrderOrAllAreOne() throws Exception {
    assertThat(commands(dag("False")))
        .extracting(task -> task.get("id").asText())
        .containsExactlyElementsOf(Arrays.stream(Stage.values()).map(Stage::label).toList());
    assertThat(commands(dag("True")))
        .extracting(task -> task.get("id").asText())
        .containsExactly("run");
    for (String oneTask : List.of("False", "True")) {
      List<JsonNode> commands = commands(dag(oneTask));
      for (int i = 0; i < commands.size(); i++) {
        String later = i + 1 < commands.size() ? commands.get(i + 1).get("id").asText() : "outcome";
        assertThat(texts(commands.get(i).get("later"))).containsExactly(later);
      }
    }
  }

  @Test
  void aRunIsNamedByItsLogicalDateAndNothingByTheClock() throws Exception {
    JsonNode dag = dag("False");
    assertThat(commands(dag))
        .allSatisfy(
            task ->
                assertThat(texts(task.get("args"))).containsSequence("--logical-date", "{{ ds }}"));
    assertThat(texts(dag.get("calls"))).doesNotContain("now", "utcnow", "today", "time", "uuid4");
  }

  @Test
  void onlyThePublishedRunUpdatesTheChampion() throws Exception {
    List<JsonNode> updating =
        elements(dag("False").get("tasks")).stream()
            .filter(task -> task.get("outlets").size() > 0)
            .toList();
    assertThat(updating).hasSize(1);
    assertThat(updating.get(0).get("id").asText()).isEqualTo("published");
    assertThat(updating.get(0).at("/outlets/0").asText())
        .isEqualTo("hdfs:///valora/ratings/models/champion.json");
  }

  /** An AirflowException is tried again; the others aren't, and a skip is no failure. */
  @ParameterizedTest
  @CsvSource({
    "fine,                 nothing,",
    "unexpected,           AirflowException,     1",
    "request,              AirflowFailException, 2",
    "data,                 AirflowFailException, 3",
    "gate,                 AirflowSkipException, 4",
    "busy,                 AirflowException,     5",
    "busy at last,         AirflowSkipException, 5",
    "resources,            AirflowFailException, 6",
    "gate in cluster mode, AirflowSkipException, 4",
    "data on kubernetes,   AirflowFailException, 3",
    "old success,          AirflowException,     1",
    "still running,        AirflowException,     1"
  })
  void exitCodesEndATaskAsTheyShould(String end, String thrown, Integer code) throws Exception {
    JsonNode found = dag("False").get("ends").get(end);
    assertThat(found.get("thrown").asText()).isEqualTo(thrown);
    assertThat(found.get("code").isNull() ? null : (Integer) found.get("code").asInt())
        .isEqualTo(code);
  }

  @ParameterizedTest
  @CsvSource({
    "fine,   published",
    "mended, published",
    "gate,   not_good_enough",
    "busy,   left_to_another_attempt",
    "failed, AirflowFailException"
  })
  void outcomeLeadsToItsBranch(String commands, String branch) throws Exception {
    JsonNode dag = dag("False");
    assertThat(dag.get("branches").get(commands).asText()).isEqualTo(branch);
    JsonNode outcome =
        elements(dag.get("tasks")).stream()
            .filter(task -> task.get("id").asText().equals("outcome"))
            .findFirst()
            .orElseThrow();
    assertThat(texts(outcome.get("later")))
        .containsExactly("published", "not_good_enough", "left_to_another_attempt");
  }

  private static JsonNode dag(String oneTask) throws IOException, InterruptedException {
    return dag(DAG, oneTask);
  }

  private static JsonNode dag(Path file, String oneTask) throws IOException, InterruptedException {
    Path answer = folder.resolve("dag.json");
    assumeTrue(exits(answer, "python3", "-c", "import ast; ast.Constant") == 0, "no python3");
    assertThat(
            exits(answer, "python3", "src/test/airflow/describe_dag.py", file.toString(), oneTask))
        .isZero();
    return new ObjectMapper().readTree(answer.toFile());
  }

  /** 127 when there is no such program, as of a shell. */
  private static int exits(Path answer, String... command) throws InterruptedException {
    try {
      ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(answer.toFile());
      builder.redirectError(folder.resolve("python.log").toFile());
      builder.environment().keySet().removeIf(name -> name.startsWith("VALORA_"));
      Process process = builder.start();
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
      return process.exitValue();
    } catch (IOException noProgram) {
      return 127;
    }
  }

  private static List<JsonNode> commands(JsonNode dag) {
    return elements(dag.get("tasks")).stream().filter(task -> task.get("args").size() > 0).toList();
  }

  private static Path inHome(String file) {
    assertThat(file).startsWith(HOME);
    return Path.of(file.substring(HOME.length()));
  }

  private static String finalName() throws IOException {
    return Files.readString(Path.of("pom.xml"))
        .replaceFirst("(?s).*<finalName>([^<]+)</finalName>.*", "$1");
  }

  private static List<JsonNode> elements(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false).toList();
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(element -> texts.add(element.asText()));
    return texts;
  }
}
