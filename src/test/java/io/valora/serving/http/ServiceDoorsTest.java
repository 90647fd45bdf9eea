package io.valora.serving.http;

import static io.valora.testing.serving.RunningService.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.valora.testing.scoring.TinyRuns;
import io.valora.testing.serving.RunningService;
import io.valora.testing.serving.ServiceExample;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** OpenAPI, the page, and doors for clients of other servers. */
class ServiceDoorsTest {
  @TempDir private Path root;

  @Test
  void openInferenceProtocolAnswersTensors() {
    new TinyRuns(root).sales();
    try (RunningService service = new RunningService(root, ServiceExample.of("sales"))) {
      JsonNode rows =
          json(
              service.post(
                  "/v1/models/sales/predict",
                  "{\"rows\":[{\"amount\":2,\"branch\":\"north\"},{\"amount\":3}]}"));
      JsonNode metadata = json(service.get("/v2/models/sales"));
      assertThat(metadata.path("inputs").path(0).path("datatype").asText()).isEqualTo("FP64");
      assertThat(json(service.get("/v2/models/sales/versions/r1/ready")).path("ready").asBoolean())
          .isTrue();
      String body =
          """
          {"id": "7", "inputs": [
            {"name": "amount", "shape": [2, 1], "datatype": "FP64", "data": [[2], [3]]},
            {"name": "branch", "shape": [2], "datatype": "BYTES", "data": ["north", null]}]}""";
      JsonNode inferred = json(service.post("/v2/models/sales/infer", body));
      assertThat(inferred.path("id").asText()).isEqualTo("7");
      assertThat(inferred.path("model_version").asText()).isEqualTo("r1");
      JsonNode output = inferred.path("outputs").path(0);
      assertThat(output.path("shape").path(0).asInt()).isEqualTo(2);
      for (int i = 0; i < 2; i++) {
        assertThat(output.path("data").path(i).doubleValue())
            .isEqualTo(rows.path("answers").path(i).path("value").doubleValue());
      }
      HttpResponse<String> wrong =
          service.post("/v2/models/sales/infer", body.replace("[2, 1]", "[3, 1]"));
      assertThat(wrong.statusCode()).isEqualTo(400);
      assertThat(wrong.body())
          .contains("Invalid shape of amount: [3,1] (must be [2], as many as its data)");
      assertThat(json(wrong).path("error").asText()).startsWith("Invalid shape of amount");
    }
  }

  /** As the protocol's description and the first steps of its servers show them. */
  @Test
  void openInferenceProtocolAnswersItsOwnExamples() {
    new TinyRuns(root).sales();
    try (RunningService service = new RunningService(root, ServiceExample.of("sales"))) {
      assertThat(service.get("/v2/health/live").body()).isEqualTo("{\"live\":true}");
      assertThat(service.get("/v2/health/ready").body()).isEqualTo("{\"ready\":true}");
      assertThat(json(service.get("/v2")).path("extensions").isArray()).isTrue();
      JsonNode rows =
          json(
              service.post(
                  "/v1/models/sales/predict",
                  "{\"rows\":[{\"amount\":6.8,\"branch\":\"4.8\"},"
                      + "{\"amount\":6.0,\"branch\":\"4.5\"}]}"));
      String matrix =
          """
          {"id": "42", "parameters": {}, "inputs": [
            {"name": "input-0", "shape": [2, 2], "datatype": "FP32",
             "parameters": {}, "data": [[6.8, 4.8], [6.0, 4.5]]}],
           "outputs": [{"name": "won"}]}""";
      for (String body :
          List.of(matrix, matrix.replace("[[6.8, 4.8], [6.0, 4.5]]", "[6.8, 4.8, 6.0, 4.5]"))) {
        JsonNode inferred = json(service.post("/v2/models/sales/infer", body));
        assertThat(inferred.path("id").asText()).isEqualTo("42");
        assertThat(inferred.path("outputs")).hasSize(1);
        for (int i = 0; i < 2; i++) {
          assertThat(inferred.at("/outputs/0/data/" + i).doubleValue())
              .isEqualTo(rows.at("/answers/" + i + "/value").doubleValue());
        }
      }
      assertThat(
              service.post("/v2/models/sales/infer", matrix.replace("\"won\"", "\"lost\"")).body())
          .contains("Unknown output lost (must be won)");
      assertThat(service.post("/v2/models/sales/infer", matrix.replace("[2, 2]", "[4, 1]")).body())
          .contains("Unknown rows[0].input-0");
      assertThat(service.post("/v2/models/sales/infer", matrix.replace("[2, 2]", "[3, 2]")).body())
          .contains("Invalid shape of input-0: [3,2] (must be [2, 2], as many as its data)");
    }
  }

  @Test
  void invocationsTakeEveryFormOfMlflow() {
    new TinyRuns(root).sales();
    try (RunningService service = new RunningService(root, ServiceExample.of("sales"))) {
      String split = "{\"dataframe_split\":{\"columns\":[\"amount\"],\"data\":[[2],[3]]}}";
      JsonNode expected = json(service.post("/invocations", split)).path("predictions");
      assertThat(expected).hasSize(2);
      for (String body :
          List.of(
              "{\"dataframe_records\":[{\"amount\":2},{\"amount\":3}]}",
              "{\"instances\":[{\"amount\":2},{\"amount\":3}]}",
              "{\"inputs\":{\"amount\":[2,3]}}")) {
        assertThat(json(service.post("/invocations", body)).path("predictions"))
            .isEqualTo(expected);
      }
      assertThat(service.post("/invocations", "{\"rows\":[]}").statusCode()).isEqualTo(400);
      assertThat(service.post("/invocations", "{\"instances\":[{\"amount\":99}]}").body())
          .contains("Invalid rows[0].amount: 99");
    }
  }

  @Test
  void openApiDescribesTheSignatureWithGoldenRows() {
    TinyRuns runs = new TinyRuns(root);
    runs.sales();
    runs.ratings();
    for (String job : List.of("sales", "ratings")) {
      try (RunningService service = new RunningService(root, ServiceExample.of(job))) {
        JsonNode document = json(service.get("/openapi.json"));
        assertThat(document.path("openapi").asText()).startsWith("3.0");
        JsonNode row = document.path("components").path("schemas").path("Row");
        assertThat(row.path("required").path(0).asText())
            .isEqualTo(job.equals("sales") ? "amount" : "user");
        JsonNode example =
            document
                .path("paths")
                .path("/v1/models/%s/predict".formatted(job))
                .at("/post/requestBody/content/application~1json/examples/golden-row-1/value");
        assertThat(
                service
                    .post("/v1/models/%s/predict".formatted(job), example.toString())
                    .statusCode())
            .isEqualTo(200);
        assertThat(document.path("paths").has("/v1/models/%s/recommendations".formatted(job)))
            .isEqualTo(job.equals("ratings"));
        assertThat(json(service.get("/v1/models/" + job)).path("examples")).isNotEmpty();
      }
    }
  }

  @Test
  void thePageLoadsNothingFromElsewhere() {
    new TinyRuns(root).sales();
    try (RunningService service = new RunningService(root, ServiceExample.of("sales"))) {
      HttpResponse<String> page = service.get("/");
      assertThat(page.headers().firstValue("Content-Security-Policy"))
          .hasValueSatisfying(policy -> assertThat(policy).startsWith("default-src 'none'"));
      assertThat(page.body()).startsWith("<!doctype html>").doesNotContain("http:", "https:");
    }
  }
}
