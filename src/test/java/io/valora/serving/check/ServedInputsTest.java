package io.valora.serving.check;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.valora.model.GoldenRow;
import io.valora.model.Signature;
import io.valora.models.ModelFolder;
import io.valora.storage.RunFolder;
import io.valora.testing.scoring.TinyRuns;
import io.valora.testing.serving.CheckedRun;
import io.valora.testing.serving.RunningService;
import io.valora.testing.serving.ServiceExample;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hostile and generated inputs over HTTP: only 200 and 4xx, a sentence each, never a trace. */
class ServedInputsTest {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  private static final int MOST_LINES = 100;
  private static final int GENERATED = Integer.getInteger("valora.generated", 300);

  @TempDir private Path root;

  @Test
  void everyInputHasAReplyAndGoodRowsKeepTheirBits() {
    TinyRuns runs = new TinyRuns(root);
    for (RunFolder run : List.of(runs.ratings(), runs.reviews(), runs.sales())) {
      Signature signature = new ModelFolder(CheckedRun.STORAGE, run).signature();
      List<GoldenRow> good = signature.goldenRows();
      try (RunningService service = new RunningService(root, ServiceExample.of(run.job()))) {
        Served served = new Served(service, run.job(), signature.inputs().size());
        InputTrial hostile = new InputTrial(CheckRule.HOSTILE_INPUTS, served, good);
        new HostileInputs(signature, good.get(0)).giveTo(hostile);
        assertThat(hostile.finding().passed()).as(hostile.finding().sentence()).contains(true);
        InputTrial generated = new InputTrial(CheckRule.GENERATED_INPUTS, served, good);
        new GeneratedInputs(good, signature.names(), 1).giveTo(generated, GENERATED);
        assertThat(generated.finding().passed()).as(generated.finding().sentence()).contains(true);
        assertThat(service.events()).noneMatch(event -> event.startsWith("failed"));
      }
    }
  }

  /** Replies of a service: bodies as they are, and each of their lines as a row. */
  private record Served(RunningService service, String job, int inputs) implements Replies {
    @Override
    public List<Reply> to(byte[] body) {
      post(body);
      String text = new String(body, UTF_8);
      if (text.startsWith("[")) {
        List<Reply> whole = post(("{\"rows\":" + text + "}").getBytes(UTF_8));
        return whole.size() > 1 ? whole : post(first(text));
      }
      List<Reply> replies = new ArrayList<>();
      for (String line : text.split("\n", MOST_LINES + 1)) {
        if (!line.isBlank() && replies.size() < MOST_LINES) {
          replies.addAll(post(("{\"rows\":[" + line + "]}").getBytes(UTF_8)));
        }
      }
      return replies.isEmpty() ? List.of(Reply.refusal("Missing rows")) : replies;
    }

    /** The first row of an array alone: one that breaks later is refused as a whole. */
    private static byte[] first(String array) {
      try (JsonParser parser = new ObjectMapper().createParser(array)) {
        parser.nextToken();
        parser.nextToken();
        JsonNode row = parser.readValueAsTree();
        return ("{\"rows\":[" + row + "]}").getBytes(UTF_8);
      } catch (IOException e) {
        return array.getBytes(UTF_8);
      }
    }

    private List<Reply> post(byte[] body) {
      HttpResponse<String> response = service.post("/v1/models/%s/predict".formatted(job), body);
      if (response.statusCode() != 200 && response.statusCode() / 100 != 4) {
        throw new IllegalStateException("status " + response.statusCode());
      }
      List<Reply> replies = new ArrayList<>();
      JsonNode json = parsed(response.body());
      for (JsonNode answer : json.path("answers")) {
        replies.add(
            answer.has("value")
                ? new Reply(
                    OptionalDouble.of(answer.path("value").doubleValue()),
                    answer.path("label").asText(),
                    "")
                : Reply.refusal(answer.path("problems").path(0).asText()));
      }
      return replies.isEmpty()
          ? List.of(Reply.refusal(json.path("problems").path(0).asText()))
          : replies;
    }

    private static JsonNode parsed(String body) {
      try {
        return JSON.readTree(body);
      } catch (JsonProcessingException e) {
        throw new IllegalStateException(body, e);
      }
    }
  }
}
