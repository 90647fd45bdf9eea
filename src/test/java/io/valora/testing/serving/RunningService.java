package io.valora.testing.serving;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.valora.serving.http.ModelService;
import io.valora.serving.http.ServiceListener;
import io.valora.storage.Storage;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A service of this JVM with a client, and what it told its listener. */
public final class RunningService implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client = HttpClient.newHttpClient();
  private final List<String> events = new CopyOnWriteArrayList<>();
  private final ModelService service;

  public RunningService(Path root, ServiceExample example) {
    this(root, example, Clock.systemUTC());
  }

  public RunningService(Path root, ServiceExample example, Clock clock) {
    this.service =
        new ModelService(
            Storage.ofThisMachine(), root.toString(), example.config(), new Told(events), clock);
    service.start();
  }

  public ModelService service() {
    return service;
  }

  /** One line each. */
  public List<String> events() {
    return events;
  }

  public HttpResponse<String> get(String path, String... headers) {
    return send(request(path, headers).GET());
  }

  /** A body of JSON. */
  public HttpResponse<String> post(String path, String body, String... headers) {
    return post(path, body.getBytes(java.nio.charset.StandardCharsets.UTF_8), headers);
  }

  public HttpResponse<String> post(String path, byte[] body, String... headers) {
    return send(
        request(path, headers)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(body)));
  }

  public HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return client.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  public HttpRequest.Builder request(String path, String... headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(service.address() + path));
    return headers.length == 0 ? request : request.headers(headers);
  }

  public static JsonNode json(HttpResponse<String> response) {
    try {
      return JSON.readTree(response.body());
    } catch (IOException e) {
      throw new IllegalStateException(response.body(), e);
    }
  }

  @Override
  public void close() {
    service.close();
  }

  private record Told(List<String> events) implements ServiceListener {
    @Override
    public void tookOver(String alias, String from, String to) {
      events.add("took over %s: %s for %s".formatted(alias, to, from));
    }

    @Override
    public void refused(String alias, String run, String why) {
      events.add("refused %s: %s, %s".formatted(alias, run, why));
    }

    @Override
    public void lost(long lines, String why) {
      events.add("lost %d: %s".formatted(lines, why));
    }

    @Override
    public void failed(String request, Throwable why) {
      events.add("failed %s: %s".formatted(request, why));
    }
  }
}
