package io.valora.testing.cluster;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/** Between a client of S3 and its server: passes requests on, but for every so manieth. */
public final class FailingProxy implements AutoCloseable {
  private static final Set<String> OF_THE_CONNECTION =
      Set.of("connection", "content-length", "expect", "host", "proxy-connection", "upgrade");
  private static final int INTERNAL_ERROR = 500;
  private static final byte[] ANSWER =
      "<Error><Code>InternalError</Code><Message>Try again.</Message></Error>".getBytes();

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final AtomicLong requests = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();
  private final HttpServer server;
  private final int every;

  /**
   * @param every one of that many requests is not passed on: its connection is cut, or it is
   *     answered with an error of the server
   */
  public FailingProxy(int every) throws IOException {
    this.every = every;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  /** How S3A gets here, without the {@code spark.hadoop.} in front. */
  public Map<String, String> hadoopSettings() {
    return Map.of(
        "fs.s3a.proxy.host",
        "127.0.0.1",
        "fs.s3a.proxy.port",
        String.valueOf(server.getAddress().getPort()));
  }

  public long failed() {
    return failed.get();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      if (requests.incrementAndGet() % every != 0) {
        pass(exchange, body);
      } else if (failed.incrementAndGet() % 2 == 0) {
        exchange.getResponseHeaders().set("Content-Type", "application/xml");
        write(exchange, INTERNAL_ERROR, ANSWER);
      }
    }
  }

  private void pass(HttpExchange exchange, byte[] body) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(exchange.getRequestURI())
            .method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(body));
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> {
              if (!OF_THE_CONNECTION.contains(name.toLowerCase())) {
                values.forEach(value -> request.header(name, value));
              }
            });
    try {
      HttpResponse<byte[]> response = client.send(request.build(), BodyHandlers.ofByteArray());
      response
          .headers()
          .map()
          .forEach(
              (name, values) -> {
                if (!name.equalsIgnoreCase("transfer-encoding")) {
                  exchange.getResponseHeaders().put(name, values);
                }
              });
      write(exchange, response.statusCode(), response.body());
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  private static void write(HttpExchange exchange, int status, byte[] body) throws IOException {
    if (body.length == 0) { // also what answers HEAD, whose headers stay as they are
      exchange.sendResponseHeaders(status, -1);
    } else {
      exchange.sendResponseHeaders(status, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
