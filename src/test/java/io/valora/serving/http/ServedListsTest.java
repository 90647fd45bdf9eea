package io.valora.serving.http;

import static io.valora.testing.serving.CheckedRun.STORAGE;
import static io.valora.testing.serving.RunningService.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.valora.models.ModelFolder;
import io.valora.models.PairModel;
import io.valora.storage.RunFolder;
import io.valora.testing.scoring.TinyRuns;
import io.valora.testing.serving.RunningService;
import io.valora.testing.serving.ServiceExample;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServedListsTest {
  private static final String USER = "/v1/models/ratings/users/%s/recommendations";

  @TempDir private Path root;

  @Test
  void listsOfUsersAreTheModelsOwn() {
    RunFolder run = new TinyRuns(root).ratings();
    PairModel model = new ModelFolder(STORAGE, run).pairModel();
    try (RunningService service = new RunningService(root, ServiceExample.of("ratings"))) {
      JsonNode ana = json(service.get(USER.formatted("ANA") + "?n=2&exclude=soup"));
      assertThat(ana.path("user").asText()).isEqualTo("ana");
      assertThat(ana.path("arm").asText()).isEqualTo("model");
      assertThat(items(ana)).isEqualTo(List.of("salt", "fish"));
      assertThat(ana.path("items").path(0).path("stars").doubleValue())
          .isEqualTo(model.topN("ana", 1, Set.of("soup", "tea")).get(0).stars());
      assertThat(ana.path("rated").path(0).path("item").asText()).isEqualTo("tea");
      assertThat(items(json(service.get(USER.formatted("ana") + "?rated=kept")))).contains("tea");

      JsonNode nobody = json(service.get(USER.formatted("no%2Fbody%20x")));
      assertThat(nobody.path("known").asBoolean()).isFalse();
      assertThat(nobody.path("user").asText()).isEqualTo("no/body x");
      assertThat(items(nobody)).isNotEmpty();
      assertThat(service.get(USER.formatted("ana") + "?n=0").statusCode()).isEqualTo(400);
    }
  }

  @Test
  void visitorsWithoutAKnownItemGetThePopularOnes() {
    new TinyRuns(root).ratings();
    String path = "/v1/models/ratings/recommendations";
    try (RunningService service = new RunningService(root, ServiceExample.of("ratings"))) {
      JsonNode list =
          json(service.post(path, "{\"history\":[{\"item\":\"none\",\"rating\":5}],\"n\":2}"));
      assertThat(list.path("arm").asText()).isEqualTo("popular");
      assertThat(items(list)).hasSize(2);
      JsonNode known =
          json(service.post(path, "{\"history\":[{\"item\":\"tea\",\"rating\":5}],\"n\":9}"));
      assertThat(known.path("arm").asText()).isEqualTo("model");
      assertThat(items(known)).hasSize(3).doesNotContain("tea");
      assertThat(json(service.post(path, "{\"histry\":[],\"n\":0}")).path("problems")).hasSize(3);
    }
  }

  @Test
  void aVisitorsHistoryIsHeldToTheModel() {
    new TinyRuns(root).ratings();
    String path = "/v1/models/ratings/recommendations";
    String history =
        """
        {"history": [{"item": "tea", "rating": 5}, {"item": "tea", "rating": 4},
          {"item": "soup", "rating": 9}, {"item": "fish", "rating": "5"}], "exclude": "salt"}
        """;
    try (RunningService service = new RunningService(root, ServiceExample.of("ratings"))) {
      JsonNode problems = json(service.post(path, history)).path("problems");
      assertThat(problems).hasSize(4);
      assertThat(problems.toString())
          .contains("Invalid history[1].item: tea (must be there once)")
          .contains("Invalid history[2].rating: 9 (must be a number from 1.0 to 5.0)")
          .contains("Invalid history[3].rating: 5 (must be a number from 1.0 to 5.0)")
          .contains("Invalid exclude (must be a list of items)");
      JsonNode list =
          json(
              service.post(
                  path,
                  "{\"history\":[{\"item\":\"tea\",\"rating\":5}],\"exclude\":[\"slat\",\"soup\"]}"));
      assertThat(list.path("unknown-excluded").toString()).isEqualTo("[\"slat\"]");
      assertThat(items(list)).doesNotContain("soup", "tea");
      assertThat(json(service.get(USER.formatted("ana") + "?exclude=slat")).toString())
          .contains("\"unknown-excluded\":[\"slat\"]");
      assertThat(json(service.get(USER.formatted("ana") + "?exclude=soup")).toString())
          .doesNotContain("unknown-excluded");
    }
  }

  @Test
  void itemsThatTrainingNeverSawAreNotFound() {
    new TinyRuns(root).ratings();
    try (RunningService service = new RunningService(root, ServiceExample.of("ratings"))) {
      assertThat(service.get("/v1/models/ratings/items/tea/similar?n=2").statusCode())
          .isEqualTo(200);
      assertThat(service.get("/v1/models/ratings/items/none/similar").statusCode()).isEqualTo(404);
    }
  }

  @Test
  void controlUsersAreTheSameEverywhere() {
    new TinyRuns(root).ratings();
    ServiceExample half = ServiceExample.of("ratings").withControlShare(0.5);
    try (RunningService one = new RunningService(root, half);
        RunningService other = new RunningService(root, half)) {
      int control = 0;
      for (int user = 0; user < 400; user++) {
        boolean is = one.service().config().isControl("u" + user);
        assertThat(other.service().config().isControl("u" + user)).isEqualTo(is);
        control += is ? 1 : 0;
      }
      // Four standard deviations of a binomial of 400 at a half.
      assertThat(control).isBetween(160, 240);
    }
  }

  @Test
  void controlUsersExploreNothing() {
    new TinyRuns(root).ratings();
    ServiceExample all =
        ServiceExample.of("ratings").withControlShare(0.999_999).withExplorationShare(0.9);
    try (RunningService service = new RunningService(root, all)) {
      for (int i = 0; i < 20; i++) {
        JsonNode list = json(service.get(USER.formatted("ana")));
        assertThat(list.path("arm").asText()).isEqualTo("control");
        assertThat(list.toString()).doesNotContain("explored");
      }
    }
  }

  @Test
  void modelsOfOtherKindsHaveNoLists() {
    new TinyRuns(root).sales();
    try (RunningService service = new RunningService(root, ServiceExample.of("sales"))) {
      assertThat(service.get("/v1/models/sales/users/1/recommendations").statusCode())
          .isEqualTo(404);
    }
  }

  private static List<String> items(JsonNode list) {
    return StreamSupport.stream(list.path("items").spliterator(), false)
        .map(item -> item.path("item").asText())
        .toList();
  }
}
