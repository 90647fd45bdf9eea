package io.valora.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.valora.serving.http.ServiceConfig;
import io.valora.testing.ProgramRun;
import io.valora.testing.feedback.ServedLog;
import io.valora.testing.scoring.TinyRuns;
import io.valora.testing.serving.RunningService;
import io.valora.testing.serving.ServiceExample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From the log of a service to labels and the goal, by the program's own commands. */
class OutcomeCommandsTest {
  @TempDir private Path root;

  @Test
  void rowsOfTheLogAreLabelledAndJoined() throws IOException {
    new TinyRuns(root).reviews();
    StringBuilder lines = new StringBuilder();
    for (int row = 0; row < 40; row++) {
      lines.append(
          "{\"time\":\"2026-01-05T10:00:00Z\",\"run\":\"r1\",\"prediction\":\"p%d\",\"inputs\":{\"text\":\"text, \\\"%d\\\"\"},\"value\":%s,\"label\":\"x\"}\n"
              .formatted(row, row, row / 40.0));
    }
    new ServedLog(root.resolve("reviews"))
        .predictions("2026-01-05/100000-a.jsonl", lines.toString());
    ProgramRun picked = valora("label", "champion", "--job", "reviews", "--n", "9");
    assertThat(picked.out())
        .contains("9 rows picked: 5 at random, 4 that the model is least sure of");
    assertThat(picked.code()).isZero();
    Path asked = root.resolve("reviews/feedback/asked");
    Path sheet = only(asked, ".csv");
    List<String> table = Files.readAllLines(sheet);
    assertThat(table).hasSize(10).first().isEqualTo("prediction,picked,label,input.text");
    assertThat(table).filteredOn(line -> line.contains(",unsure,")).hasSize(4);
    assertThat(table.get(1)).contains(",\"text, \"\"");
    assertThat(Files.readString(only(asked, ".html")))
        .contains("<title>reviews: rows to label</title>", "Content-Security-Policy")
        .doesNotContain("\"value\"");
    byte[] before = Files.readAllBytes(sheet);
    assertThat(valora("label", "r1", "--job", "reviews", "--n", "9").code()).isZero();
    assertThat(Files.readAllBytes(only(asked, ".csv"))).isEqualTo(before);

    String first = table.get(1).split(",")[0];
    Path labels = root.resolve("labels.csv");
    Files.writeString(
        labels, "prediction,label,time\n%s,1,2026-01-06T00:00:00Z\n".formatted(first));
    ProgramRun joined = valora("feedback", "join", "reviews", "--labels", labels.toString());
    assertThat(joined.out())
        .contains("40 predictions = 1 labelled + 39 waiting + 0 expired")
        .contains("1 labels = 1 joined + 0 duplicate + 0 unknown");
    assertThat(Files.readString(root.resolve("reviews/feedback/labelled/2026-01-05.jsonl")))
        .contains(
            "\"prediction\":\"%s\"".formatted(first), "\"label\":\"positive\"", "\"picked\":\"");
  }

  @Test
  void rowsOfATableAreScoredLabelledAndJoined() throws IOException {
    new TinyRuns(root).sales();
    Path input = root.resolve("new.jsonl");
    Files.writeString(
        input,
        "{\"amount\":1,\"branch\":\"north\"}\n{\"amount\":2,\"branch\":\"south\"}\n{\"amount\":2,\"branch\":\"south\"}\n");
    ProgramRun picked =
        valora("label", "r1", "--job", "sales", "--n", "2", "--input", input.toString());
    assertThat(picked.err()).isEmpty();
    assertThat(picked.out())
        .contains("2 rows picked: 2 at random", "This model doesn’t say how sure it is");
    List<String> table = Files.readAllLines(only(root.resolve("sales/feedback/asked"), ".csv"));
    Path labels = root.resolve("labels.csv");
    Files.writeString(labels, "prediction,label\n%s,7\n".formatted(table.get(1).split(",")[0]));
    ProgramRun joined = valora("feedback", "join", "sales", "--labels", labels.toString());
    assertThat(joined.out()).contains("2 predictions = 1 labelled + 1 waiting + 0 expired");
  }

  @Test
  void theGoalIsToldOnAPage() throws IOException {
    ServedLog log = new ServedLog(root.resolve("marketing"));
    StringBuilder predictions = new StringBuilder();
    for (int row = 0; row < 30; row++) {
      predictions.append(
          "{\"time\":\"2026-01-%02dT10:00:00Z\",\"run\":\"r1\",\"prediction\":\"p%d\",\"key\":\"x\",\"value\":1}\n"
              .formatted(1 + row, row));
    }
    log.predictions("2026-01-05/100000-a.jsonl", predictions.toString());
    log.feedback(
        "2026-01-05/100000-a.jsonl",
        "{\"time\":\"2026-01-02T10:00:00Z\",\"prediction\":\"p1\",\"event\":\"bought\"}\n");
    String job = Files.readString(Path.of("jobs/marketing.yaml"));
    Path file = root.resolve("marketing.yaml");
    Files.writeString(
        file, job + "\ngoal: {event: bought, window: 2 days, unit: prediction, value: 5 EUR}\n");
    ProgramRun goal = valora("goal", file.toString());
    assertThat(goal.err()).isEmpty();
    assertThat(goal.out())
        .contains("“bought” within 2 days: 3.6% of 28 predictions of run r1")
        .contains("Before and after only, not caused");
    assertThat(Files.readString(root.resolve("marketing/goal/goal.html")))
        .contains("Rate by run and week", "“bought” within 2 days");
    assertThat(root.resolve("marketing/goal/goal.json")).exists();

    ProgramRun run = valora("run", file.toString(), "--run-id", "r2");
    assertThat(run.code()).isZero();
    assertThat(Files.readString(root.resolve("marketing/runs/r2/evaluation/report.html")))
        .contains("What earlier runs did for the goal", "“bought” within 2 days");
    assertThat(valora("goal", "marketing").out()).contains("3.6% of 28 predictions of run r1");
  }

  @Test
  void whatAServiceLoggedIsJoinedAndCounted() throws IOException {
    new TinyRuns(root).ratings();
    ServiceExample logged =
        ServiceExample.of("ratings").withControlShare(0.5).withLogged(ServiceConfig.Logged.INPUTS);
    try (RunningService service = new RunningService(root, logged)) {
      JsonNode answer =
          RunningService.json(
              service.post(
                  "/v1/models/ratings/predict",
                  "{\"rows\":[{\"user\":\"ana\",\"item\":\"fish\"},{\"user\":\"bo\",\"item\":\"fish\"}]}"));
      JsonNode list =
          RunningService.json(service.get("/v1/models/ratings/users/ana/recommendations?n=1"));
      feedback(service, answer.path("answers").path(0), "\"label\":4");
      feedback(service, list, "\"event\":\"clicked\"");
    }
    assertThat(valora("feedback", "join", "ratings").out())
        .contains("2 predictions = 1 labelled + 1 waiting + 0 expired")
        .contains("1 labels = 1 joined + 0 duplicate + 0 unknown");
    onlyAskedRowsAreLabelled();
    Path file = root.resolve("ratings.yaml");
    Files.writeString(
        file,
        """
        job: ratings
        ingest:
          source: ratings.csv
          columns:
            - {name: user, type: string}
            - {name: item, type: string}
            - {name: rating, type: double, min: 1, max: 5}
        goal: {event: clicked, window: 1 hour}
        """);
    assertThat(valora("goal", file.toString()).out()).contains("No result yet");
    JsonNode goal =
        new ObjectMapper().readTree(Files.readString(root.resolve("ratings/goal/goal.json")));
    assertThat(goal.at("/events/all").asLong()).isEqualTo(1);
    assertThat(goal.at("/events/waiting").asLong()).isEqualTo(1);
    assertThat(goal.path("weeks")).hasSize(2);
    assertThat(goal.path("run").asText()).isEqualTo("r1");
  }

  /** Explored items were drawn, not asked for. */
  private void onlyAskedRowsAreLabelled() throws IOException {
    new ServedLog(root.resolve("ratings"))
        .predictions(
            "2026-01-05/x.jsonl",
            """
            {"time":"2026-01-05T10:00:00Z","run":"r1","prediction":"e.1","arm":"model","inputs":{"user":"bo","item":"tea"},"value":3,"picked":"explored","weight":9}
            """);
    assertThat(valora("label", "r1", "--job", "ratings", "--n", "9").out())
        .contains("2 rows picked: 2 at random");
  }

  private static void feedback(RunningService service, JsonNode answer, String said) {
    String id = answer.path("prediction").asText();
    assertThat(
            service
                .post("/v1/feedback", "{\"prediction\":\"%s\",%s}".formatted(id, said))
                .statusCode())
        .isEqualTo(202);
  }

  @Test
  void whatIsMissingIsSaid() throws IOException {
    new TinyRuns(root).sales();
    assertThat(valora("goal", "sales").err())
        .contains("Missing goal (must be a section of sales, such as goal: {event: clicked})");
    ProgramRun join = valora("feedback", "join", "sales");
    assertThat(join.code()).isEqualTo(2);
    assertThat(join.err()).contains("Invalid JOB: sales (must be a job whose service logged");
    assertThat(valora("feedback", "join", "sales", "--window", "1 year").err())
        .contains(
            "Invalid --window: 1 year (must be 1 to 99,999 minutes, hours, days or weeks, such as 30 days)");
    assertThat(valora("label", "r1", "--job", "sales").err())
        .contains("Cannot pick rows of run r1: the log has no inputs of its predictions");
    assertThat(valora("label", "r1", "--job", "sales", "--n", "0").err())
        .contains("Invalid --n: 0 (must be a whole number from 1 to 10,000)");
  }

  private ProgramRun valora(String... arguments) {
    return ProgramRun.of(
        Stream.concat(Stream.of(arguments), Stream.of("--root", root.toString()))
            .toArray(String[]::new));
  }

  private static Path only(Path folder, String end) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> found = files.filter(file -> file.toString().endsWith(end)).toList();
      assertThat(found).hasSize(1);
      return found.get(0);
    }
  }
}
