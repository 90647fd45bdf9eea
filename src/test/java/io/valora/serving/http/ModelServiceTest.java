package io.valora.serving.http;

import static io.valora.testing.serving.CheckedRun.STORAGE;
import static io.valora.testing.serving.RunningService.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.valora.base.JobException;
import io.valora.model.GoldenRow;
import io.valora.model.Model;
import io.valora.models.ModelFolder;
import io.valora.serving.http.ServiceConfig.ErrorDetail;
import io.valora.storage.RunFolder;
import io.valora.testing.scoring.TinyRuns;
import io.valora.testing.serving.RunningService;
import io.valora.testing.serving.ServiceExample;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelServiceTest {
  private static final String PREDICT = "/v1/models/%s/predict";

  @TempDir private Path root;

  @Test
  void answersTheGoldenRowsOfEveryKindToTheBit() {
    TinyRuns runs = new TinyRuns(root);
    for (RunFolder run : List.of(runs.ratings(), runs.reviews(), runs.sales())) {
      Model model = new ModelFolder(STORAGE, run).model();
      try (RunningService service = new RunningService(root, ServiceExample.of(run.job()))) {
        for (GoldenRow row : model.signature().goldenRows()) {
          JsonNode answer = json(service.post(PREDICT.formatted(run.job()), body(row, row)));
          assertThat(answer.path("run").asText()).isEqualTo("r1");
          for (JsonNode one : answer.path("answers")) {
            assertThat(one.path("value").doubleValue()).isEqualTo(row.value());
            assertThat(one.path("prediction").asText()).matches("[0-9a-f]{24}\\.[01]");
          }
        }
      }
    }
  }

  @Test
  void tellsClassProbabilityAndWordsOfTexts() {
    new TinyRuns(root).reviews();
    try (RunningService service = new RunningService(root, ServiceExample.of("reviews"))) {
      JsonNode answer =
          json(service.post(
                  "/v1/models/reviews/predict?words=1", "{\"rows\":[{\"text\":\"a bad film\"}]}"))
              .path("answers")
              .path(0);
      assertThat(answer.path("label").asText()).isEqualTo("negative");
      assertThat(answer.path("probability").doubleValue())
          .isEqualTo(1 - answer.path("value").doubleValue());
      assertThat(answer.path("words")).hasSize(1);
      assertThat(answer.path("words").path(0).path("word").asText()).isEqualTo("bad");
    }
  }

  @Test
  void answersGoodRowsBesideBadOnesAndSaysAllProblemsAtOnce() {
    new TinyRuns(root).sales();
    String rows =
        """
        {"rows": [{"amount": "x", "brunch": 1}, {"amount": 2, "branch": "north"}, 7,
                  {"amount": 2, "amount": 3, "branch": []}, {"amount": 99}, {}]}""";
    try (RunningService service = new RunningService(root, ServiceExample.of("sales"))) {
      HttpResponse<String> response = service.post(PREDICT.formatted("sales"), rows);

      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(json(response).path("answers")).hasSize(6);
      assertThat(json(response).path("answers").path(1).path("value").isNumber()).isTrue();
      assertThat(texts(json(response).path("problems")))
          .containsExactly(
              "Unknown rows[0].brunch (must be amount, branch; did you mean 'branch'?)",
              "Invalid rows[0].amount: 'x' (must be a number)",
              "Invalid rows[2] (it is not a JSON object)",
              "Invalid rows[3] (branch is a list (must be a single value))",
              "Invalid rows[4].amount: 99 (must be at most 50.0)",
              "Missing rows[5].amount (must be a number)");
      assertThat(service.post(PREDICT.formatted("sales"), "{\"rows\":[{}]}").statusCode())
          .isEqualTo(400);
    }
  }

  @Test
  void tellsStrangersThePlaceAlone() {
    new TinyRuns(root).sales();
    ServiceExample brief = ServiceExample.of("sales").withErrors(ErrorDetail.BRIEF);
    try (RunningService service = new RunningService(root, brief)) {
      JsonNode answer = json(service.post(PREDICT.formatted("sales"), "{\"rows\":[{\"a\":1}]}"));
      assertThat(texts(answer.path("problems"))).containsExactly("Invalid rows[0]");
    }
  }

  @Test
  void refusesWhatIsNoRequestWithASentence() {
    new TinyRuns(root).sales();
    ServiceLimits small = new ServiceLimits(200, 2, Duration.ofSeconds(10), 8, Duration.ZERO);
    ServiceExample config = ServiceExample.of("sales").withLimits(small);
    String path = PREDICT.formatted("sales");
    try (RunningService service = new RunningService(root, config)) {
      assertRefused(service.get(path), 405, "Invalid method");
      assertRefused(service.get("/none"), 404, "Unknown path");
      assertRefused(service.post(PREDICT.formatted("none"), "{}"), 404, "Unknown job none");
      assertRefused(
          service.post("/v1/models/sales/versions/r9/predict", "{}"), 404, "Unknown run r9");
      assertRefused(
          service.send(service.request(path).POST(BodyPublishers.ofString("amount=1"))),
          415,
          "Invalid Content-Type: none (must be application/json)");
      assertRefused(service.post(path, "{\"rows\":"), 400, "Invalid body (must be JSON");
      assertRefused(service.post(path, "[]"), 400, "Invalid body (must be an object");
      assertRefused(service.post(path, "{\"row\":[]}"), 400, "Unknown key row");
      assertRefused(service.post(path, "{}"), 400, "Missing rows");
      assertRefused(service.post(path, "{\"rows\":[1,2,3]}"), 413, "Invalid rows: more than 2");
      assertRefused(service.post(path, " ".repeat(300)), 413, "Invalid body: it is too large");
      assertRefused(service.post(path + "?word=1", "{}"), 400, "Unknown ?word (must be words)");
      assertThat(service.events()).noneMatch(event -> event.startsWith("failed"));
    }
  }

  @Test
  void answersByRunIdAndAliasInThePath() {
    new TinyRuns(root).sales();
    try (RunningService service = new RunningService(root, ServiceExample.of("sales"))) {
      for (String version : List.of("r1", "champion")) {
        String path = "/v1/models/sales/versions/%s/predict".formatted(version);
        assertThat(service.post(path, "{\"rows\":[{\"amount\":1}]}").statusCode()).isEqualTo(200);
      }
    }
  }

  @Test
  void isReadyUntilItEnds() {
    new TinyRuns(root).sales();
    ServiceLimits draining =
        new ServiceLimits(1 << 20, 10, Duration.ofSeconds(10), 8, Duration.ofSeconds(1));
    RunningService service =
        new RunningService(root, ServiceExample.of("sales").withLimits(draining));
    assertThat(service.get("/health/live").statusCode()).isEqualTo(200);
    assertThat(service.get("/health/ready").body()).isEqualTo("ready");
    CompletableFuture<Void> end = CompletableFuture.runAsync(service::close);
    int status = 200;
    while (status == 200) {
      status = service.get("/health/ready").statusCode();
    }
    assertThat(status).isEqualTo(503);
    assertThat(service.post(PREDICT.formatted("sales"), "{\"rows\":[{\"amount\":1}]}").statusCode())
        .as("while it drains")
        .isEqualTo(200);
    end.join();
  }

  @Test
  void needsAModel() {
    new TinyRuns(root).sales();
    assertThatThrownBy(() -> new RunningService(root, ServiceExample.of("none")))
        .isInstanceOf(JobException.class)
        .hasMessageStartingWith("Invalid JOB: none (must be a job with a champion under ");
  }

  private static void assertRefused(HttpResponse<String> response, int status, String sentence) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    assertThat(json(response).path("problems").path(0).asText()).startsWith(sentence);
  }

  private static List<String> texts(JsonNode list) {
    return java.util.stream.StreamSupport.stream(list.spliterator(), false)
        .map(JsonNode::asText)
        .toList();
  }

  private static String body(GoldenRow... rows) {
    return "{\"rows\":%s}"
        .formatted(
            new com.fasterxml.jackson.databind.ObjectMapper()
                .valueToTree(java.util.Arrays.stream(rows).map(GoldenRow::cells).toList()));
  }
}
