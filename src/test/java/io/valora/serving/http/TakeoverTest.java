package io.valora.serving.http;

import static io.valora.testing.serving.CheckedRun.STORAGE;
import static io.valora.testing.serving.RunningService.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.valora.models.ModelFolder;
import io.valora.models.NetworkFiles;
import io.valora.registry.ModelAlias;
import io.valora.registry.PublishedFiles;
import io.valora.storage.RunFolder;
import io.valora.storage.StoredFile;
import io.valora.testing.scoring.TinyRuns;
import io.valora.testing.serving.RunningService;
import io.valora.testing.serving.ServiceExample;
import io.valora.tower.RowKernel;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A new champion is taken over without a lost request; a bad one is refused. */
class TakeoverTest {
  private static final String PREDICT = "/v1/models/sales/predict";
  private static final String BODY = "{\"rows\":[{\"amount\":2,\"branch\":\"north\"}]}";
  private static final int MOVES = 10;

  @TempDir private Path root;

  @Test
  void noRequestIsLostWhileTheAliasMoves() {
    RunFolder first = new TinyRuns(root).sales();
    copied(first, "r2");
    Map<String, Double> answers = new HashMap<>();
    ServiceExample config = ServiceExample.of("sales").withPoll(5);
    try (RunningService service = new RunningService(root, config)) {
      for (String run : List.of("r1", "r2")) {
        answers.put(
            run, value(service.post("/v1/models/sales/versions/%s/predict".formatted(run), BODY)));
      }
      assertThat(answers.get("r1")).isNotEqualTo(answers.get("r2"));
      AtomicBoolean ended = new AtomicBoolean();
      AtomicLong asked = new AtomicLong();
      List<CompletableFuture<Void>> clients = new ArrayList<>();
      for (int client = 0; client < 2; client++) {
        clients.add(
            CompletableFuture.runAsync(
                () -> {
                  while (!ended.get()) {
                    HttpResponse<String> response = service.post(PREDICT, BODY);
                    assertThat(response.statusCode()).isEqualTo(200);
                    assertThat(value(response))
                        .isEqualTo(answers.get(json(response).path("run").asText()));
                    asked.incrementAndGet();
                  }
                }));
      }
      for (int move = 0; move < MOVES; move++) {
        String run = move % 2 == 0 ? "r2" : "r1";
        point("champion", run);
        while (!service.service().runId().equals(run)) {
          Thread.onSpinWait();
        }
      }
      ended.set(true);
      clients.forEach(CompletableFuture::join);
      assertThat(asked).hasPositiveValue();
      assertThat(service.events())
          .filteredOn(event -> event.startsWith("took over"))
          .hasSize(MOVES);
    }
  }

  @Test
  void aBadChampionIsRefusedAndTheOldOneServesOn() {
    RunFolder first = new TinyRuns(root).sales();
    RunFolder second = copied(first, "r2");
    STORAGE.write(second.model("weights.bin"), new byte[] {1, 2, 3});
    RunFolder third = copied(first, "r3");
    RowKernel kernel = NetworkFiles.NETWORK.read(STORAGE, third);
    float[] other = kernel.parameters().clone();
    other[0] += 1;
    NetworkFiles.NETWORK.write(
        STORAGE, third, new RowKernel(kernel.tables(), kernel.shape(), other));
    new PublishedFiles(STORAGE, third).publish(1, Instant.EPOCH);
    try (RunningService service = new RunningService(root, ServiceExample.of("sales"))) {
      for (String bad : List.of("r2", "r3", "r9")) {
        point("champion", bad);
        service.service().refresh();
        assertThat(json(service.post(PREDICT, BODY)).path("run").asText()).isEqualTo("r1");
        assertThat(service.get("/health/ready").statusCode()).isEqualTo(200);
        assertThat(service.events().get(service.events().size() - 1))
            .startsWith("refused champion: " + bad);
      }
      assertThat(service.events().get(0)).contains("weights.bin");
      assertThat(service.events().get(1)).contains("golden row 1 gives");
      assertThat(service.get("/metrics").body())
          .contains("valora_refused_models_total{alias=\"champion\"} 3.0");
      copied(first, "r4");
      point("champion", "r4");
      service.service().refresh();
      assertThat(service.service().runId()).isEqualTo("r4");
    }
  }

  @Test
  void aChallengerIsAskedInTheShadowAndLogged() {
    RunFolder first = new TinyRuns(root).sales();
    copied(first, "r2");
    point("challenger", "r2");
    ServiceExample config =
        ServiceExample.of("sales")
            .withChallenger("challenger")
            .withLogged(ServiceConfig.Logged.INPUTS);
    JsonNode answer;
    try (RunningService service = new RunningService(root, config)) {
      answer = json(service.post(PREDICT, BODY));
      assertThat(answer.path("run").asText()).isEqualTo("r1");
      service.post(
          "/v1/feedback",
          "{\"prediction\":\"%s\",\"label\":7}"
              .formatted(answer.path("answers").path(0).path("prediction").asText()));
    }
    String id = answer.path("answers").path(0).path("prediction").asText();
    String folder = root + "/sales/served/";
    assertThat(lines(folder + "predictions"))
        .hasSize(2)
        .allMatch(line -> line.contains("\"prediction\":\"%s\"".formatted(id)))
        .anyMatch(line -> line.contains("\"run\":\"r2\"") && line.contains("\"shadow\":true"))
        .anyMatch(
            line ->
                line.contains("\"run\":\"r1\"")
                    && line.contains("\"inputs\":{\"amount\":\"2\",\"branch\":\"north\"}"));
    assertThat(lines(folder + "feedback"))
        .singleElement()
        .matches(line -> line.contains(id) && line.contains("\"label\":7"));
  }

  private static List<String> lines(String folder) {
    List<String> lines = new ArrayList<>();
    for (StoredFile file : STORAGE.find(folder)) {
      assertThat(file.uri()).endsWith(".jsonl");
      STORAGE.readText(file.uri()).lines().forEach(lines::add);
    }
    return lines;
  }

  private static double value(HttpResponse<String> response) {
    return json(response).path("answers").path(0).path("value").doubleValue();
  }

  /** A run of the same model but for its weights, published. */
  private RunFolder copied(RunFolder first, String runId) {
    RunFolder run = new RunFolder(root.toString(), "sales", runId);
    for (StoredFile file : STORAGE.find(first.uri())) {
      String below = file.uri().substring(file.uri().indexOf("/runs/r1/") + "/runs/r1/".length());
      STORAGE.write(run.uri() + "/" + below, STORAGE.readBytes(file.uri()));
    }
    RowKernel kernel = NetworkFiles.NETWORK.read(STORAGE, first);
    float[] weights = kernel.parameters().clone();
    weights[weights.length - 1] += runId.charAt(1);
    NetworkFiles.NETWORK.write(
        STORAGE, run, new RowKernel(kernel.tables(), kernel.shape(), weights));
    ModelFolder folder = new ModelFolder(STORAGE, run);
    folder.write(folder.unverified(), List.<Object[]>of(new Object[] {2.0, "NORTH"}));
    new PublishedFiles(STORAGE, run).publish(1, Instant.EPOCH);
    return run;
  }

  /** As a version without history moved an alias. */
  private void point(String alias, String run) {
    RunFolder any = new RunFolder(root.toString(), "sales", "r1");
    STORAGE.delete(any.aliases() + "/history");
    STORAGE.write(
        any.alias(alias),
        """
        {"format-version": 1, "job": "sales", "run-id": "%s", "updated": "2026-01-01T00:00:00Z"}"""
            .formatted(run));
    assertThat(new ModelAlias(STORAGE, any).read(alias)).contains(run);
  }
}
