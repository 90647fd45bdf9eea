package io.valora.serving.http;

import static io.valora.testing.serving.CheckedRun.STORAGE;
import static io.valora.testing.serving.RunningService.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.valora.storage.StoredFile;
import io.valora.testing.scoring.TinyRuns;
import io.valora.testing.serving.RunningService;
import io.valora.testing.serving.ServiceExample;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventLogTest {
  private static final String FEEDBACK = "/v1/feedback";

  @TempDir private Path root;

  @Test
  void eventsAreLoggedBesideListsWithTheirArmAndShare() {
    new TinyRuns(root).ratings();
    ServiceExample logged =
        ServiceExample.of("ratings").withControlShare(0.25).withLogged(ServiceConfig.Logged.KEYS);
    String id;
    try (RunningService service = new RunningService(root, logged)) {
      JsonNode list = json(service.get("/v1/models/ratings/users/ana/recommendations?n=1"));
      id = list.path("prediction").asText();
      assertThat(
              service
                  .post(
                      FEEDBACK,
                      "{\"prediction\":\"%s\",\"event\":\"clicked\",\"value\":2.5}".formatted(id))
                  .statusCode())
          .isEqualTo(202);
      assertThat(
              json(service.post(
                      FEEDBACK,
                      "{\"prediction\":\"%s\",\"event\":\"Clicked!\",\"label\":1,\"valu\":1}"
                          .formatted(id)))
                  .path("problems"))
          .hasSize(2);
      assertThat(
              json(service.post(
                      FEEDBACK,
                      "{\"prediction\":\"%s\",\"event\":\"a b\",\"value\":\"x\"}".formatted(id)))
                  .path("problems"))
          .hasSize(2);
      assertThat(service.post(FEEDBACK, "{\"prediction\":\"%s\"}".formatted(id)).statusCode())
          .isEqualTo(400);
    }
    assertThat(lines("predictions"))
        .singleElement()
        .asString()
        .contains("\"control\":0.25", "\"arm\":\"", "\"user\":\"ana\"");
    assertThat(lines("feedback"))
        .singleElement()
        .asString()
        .endsWith("\"prediction\":\"%s\",\"event\":\"clicked\",\"value\":2.5}".formatted(id));
  }

  @Test
  void aUserHasOneArmOnOneTwoAndFiveServers() {
    new TinyRuns(root).ratings();
    ServiceExample half = ServiceExample.of("ratings").withControlShare(0.5);
    List<Boolean> first = null;
    for (int servers : List.of(1, 2, 5)) {
      List<RunningService> all = new ArrayList<>();
      for (int server = 0; server < servers; server++) {
        all.add(new RunningService(root, half));
      }
      List<Boolean> arms = new ArrayList<>();
      for (int user = 0; user < 60; user++) {
        String path = "/v1/models/ratings/users/u%d/recommendations?n=1".formatted(user);
        String arm = json(all.get(user % servers).get(path)).path("arm").asText();
        assertThat(json(all.get((user + 1) % servers).get(path)).path("arm").asText())
            .isEqualTo(arm);
        arms.add(arm.equals("control"));
      }
      all.forEach(RunningService::close);
      assertThat(arms).contains(true, false);
      first = first == null ? arms : first;
      assertThat(arms).isEqualTo(first);
    }
  }

  @Test
  void exploredItemsArePredictionsOfTheirOwn() {
    new TinyRuns(root).ratings();
    ServiceExample explored =
        ServiceExample.of("ratings")
            .withExplorationShare(0.75)
            .withLogged(ServiceConfig.Logged.KEYS);
    String id = "";
    try (RunningService service = new RunningService(root, explored)) {
      for (int i = 0; id.isEmpty() && i < 100; i++) {
        JsonNode list = json(service.get("/v1/models/ratings/users/ana/recommendations?n=1"));
        JsonNode first = list.path("items").path(0);
        assertThat(first.has("prediction")).isEqualTo(first.path("explored").asBoolean());
        id = first.path("prediction").asText();
      }
      String said = "{\"prediction\":\"%s\",\"label\":2}";
      assertThat(service.post(FEEDBACK, said.formatted(id)).statusCode()).isEqualTo(202);
      JsonNode nobody = json(service.get("/v1/models/ratings/users/nobody/recommendations"));
      assertThat(nobody.toString()).doesNotContain("explored");
    }
    // Each of three items that ana hasn't rated is drawn in 25 % of the lists.
    String named = "\"prediction\":\"%s\",\"arm\"".formatted(id);
    assertThat(id).endsWith(".1");
    assertThat(lines("predictions"))
        .filteredOn(line -> line.contains(named))
        .singleElement()
        .asString()
        .contains("\"arm\":\"model\",\"control\":0.0,\"inputs\":{\"user\":\"ana\",\"item\":\"")
        .endsWith(",\"picked\":\"explored\",\"weight\":4.0}");
  }

  private List<String> lines(String log) {
    List<String> lines = new ArrayList<>();
    for (StoredFile file : STORAGE.find("%s/ratings/served/%s".formatted(root, log))) {
      STORAGE.readText(file.uri()).lines().forEach(lines::add);
    }
    return lines;
  }
}
