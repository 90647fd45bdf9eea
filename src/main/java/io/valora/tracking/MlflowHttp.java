package io.valora.tracking;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.valora.base.RootCause;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Calls of an MLflow server, all of which together end within a limit. Redirections are not
 * followed, so that no other server gets the credentials.
 */
final class MlflowHttp {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration MOST_OF_A_CALL = Duration.ofSeconds(30);
  private static final Duration MOST_TO_CONNECT = Duration.ofSeconds(10);
  private static final long FIRST_PAUSE_MILLISECONDS = 500;
  private static final int TRIES = 4;
  private static final int SHOWN_CHARACTERS = 200;

  private final MlflowServer server;
  private final Duration limit;
  private final long end;
  private final HttpClient client;

  /**
   * @param limit time for all calls, from now on
   */
  MlflowHttp(MlflowServer server, Duration limit) {
    this.server = server;
    this.limit = limit;
    this.end = System.nanoTime() + limit.toNanos();
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(MOST_TO_CONNECT)
            .build();
  }

  String server() {
    return server.uri();
  }

  /** The answer's JSON object to a query. */
  JsonNode get(String call, Map<String, String> query) {
    String parameters =
        query.entrySet().stream()
            .map(one -> one.getKey() + "=" + encoded(one.getValue()))
            .collect(Collectors.joining("&", "?", ""));
    return object("GET " + call, request("mlflow/" + call + parameters).GET(), MOST_OF_A_CALL);
  }

  /** The answer's JSON object. */
  JsonNode post(String call, ObjectNode body) {
    HttpRequest.Builder request =
        request("mlflow/" + call)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body.toString()));
    return object("POST " + call, request, MOST_OF_A_CALL);
  }

  /**
   * Puts a file, however long it takes within the limit.
   *
   * @param path behind the place of artifacts, with plain names between slashes
   */
  void putArtifact(String path, byte[] content) {
    HttpRequest.Builder request =
        request("mlflow-artifacts/artifacts/" + encoded(path).replace("%2F", "/"))
            .header("Content-Type", "application/octet-stream")
            .PUT(BodyPublishers.ofByteArray(content));
    text("PUT artifact " + path.substring(path.lastIndexOf('/') + 1), request, limit);
  }

  /** Does a step again while its failure may pass and there is time; so it must be repeatable. */
  <T> T retried(Supplier<T> step) {
    for (int failed = 1; ; failed++) {
      try {
        return step.get();
      } catch (MlflowFailure e) {
        long backOff = FIRST_PAUSE_MILLISECONDS << (failed - 1);
        long pause = e.pause().map(Duration::toMillis).orElse(backOff);
        if (failed == TRIES || !e.mayPass() || TimeUnit.MILLISECONDS.toNanos(pause) > left()) {
          throw e;
        }
        sleep(pause);
      }
    }
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(server.uri() + "/api/2.0/" + path))
            .header("Accept", "application/json");
    server.authorization().ifPresent(value -> request.header("Authorization", value));
    return request;
  }

  private JsonNode object(String call, HttpRequest.Builder request, Duration most) {
    String text = text(call, request, most);
    return json(text)
        .orElseThrow(
            () ->
                MlflowFailure.lasting(
                    "%s is answered with '%s', which is no JSON object (is it an MLflow server?)"
                        .formatted(call, shown(text))));
  }

  private String text(String call, HttpRequest.Builder request, Duration most) {
    HttpResponse<String> answer = answer(call, request.build(), most);
    if (answer.statusCode() == 200) {
      return answer.body();
    }
    JsonNode json = json(answer.body()).orElse(JsonNodeFactory.instance.objectNode());
    String code = json.path("error_code").asText();
    String why = json.path("message").asText(answer.body());
    String message =
        "%s is answered with %d %s%s"
            .formatted(call, answer.statusCode(), shown((code + " " + why).strip()), remedy(answer))
            .strip();
    throw MlflowFailure.answered(message, answer.statusCode(), code, pause(answer));
  }

  private HttpResponse<String> answer(String call, HttpRequest request, Duration most) {
    long nanos = Math.min(left(), most.toNanos());
    if (nanos <= 0) {
      throw outOfTime(call);
    }
    CompletableFuture<HttpResponse<String>> answer =
        client.sendAsync(request, head -> new BoundedText());
    try {
      return answer.get(nanos, TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw left() <= 0
          ? outOfTime(call)
          : MlflowFailure.passing(
              "%s is not answered within %d s".formatted(call, most.toSeconds()));
    } catch (ExecutionException e) {
      throw MlflowFailure.passing("%s fails: %s".formatted(call, reason(RootCause.of(e))));
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw MlflowFailure.lasting(call + " was interrupted");
    }
  }

  private static String reason(Throwable cause) {
    if (cause instanceof ConnectException || cause.getMessage() == null) {
      return "the server can't be reached (%s)".formatted(cause.getClass().getSimpleName());
    }
    return cause.getMessage();
  }

  private MlflowFailure outOfTime(String call) {
    return MlflowFailure.lasting(
        "%s is not answered within the %d s that all calls may take (tracking.mlflow.limit-seconds)"
            .formatted(call, limit.toSeconds()));
  }

  private static String remedy(HttpResponse<?> answer) {
    int status = answer.statusCode();
    if (status == 401 || status == 403) {
      return " (set %s)".formatted(MlflowServer.CREDENTIALS);
    }
    return status >= 300 && status < 400 ? " (a redirection; name the server itself)" : "";
  }

  /** The header {@code Retry-After}, in seconds. */
  private static Optional<Duration> pause(HttpResponse<?> answer) {
    return answer
        .headers()
        .firstValue("Retry-After")
        .filter(value -> value.matches("\\d{1,6}"))
        .map(value -> Duration.ofSeconds(Long.parseLong(value)));
  }

  private static Optional<JsonNode> json(String text) {
    try {
      return Optional.ofNullable(JSON.readTree(text)).filter(JsonNode::isObject);
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  /** One line of what a server says, without the credentials that it may repeat. */
  private String shown(String text) {
    String masked = text;
    if (server.authorization().isPresent()) {
      String value = server.authorization().get();
      masked = masked.replace(value.substring(value.indexOf(' ') + 1), "***");
    }
    String line = masked.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    return line.length() > SHOWN_CHARACTERS ? line.substring(0, SHOWN_CHARACTERS) + "…" : line;
  }

  private static void sleep(long milliseconds) {
    try {
      Thread.sleep(milliseconds);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw MlflowFailure.lasting("waiting for the server was interrupted");
    }
  }

  private long left() {
    return end - System.nanoTime();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8).replace("+", "%20");
  }
}
