package io.valora.serving.http;

import static io.valora.testing.serving.RunningService.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.valora.testing.scoring.TinyRuns;
import io.valora.testing.serving.RunningService;
import io.valora.testing.serving.ServiceExample;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tokens, limits, slow senders and what is no HTTP. */
class ServiceSafetyTest {
  private static final String PREDICT = "/v1/models/sales/predict";
  private static final String BODY = "{\"rows\":[{\"amount\":2}]}";

  @TempDir private Path root;

  @Test
  void needsTheTokenForEverythingButHealth() {
    new TinyRuns(root).sales();
    ServiceExample config = ServiceExample.of("sales").withToken("sesame");
    try (RunningService service = new RunningService(root, config)) {
      for (String header : List.of("Bearer open", "Bearer ", "Basic sesame", "sesame")) {
        HttpResponse<String> refused = service.post(PREDICT, BODY, "Authorization", header);
        assertThat(refused.statusCode()).as(header).isEqualTo(401);
        assertThat(refused.body()).startsWith("{\"problems\":[\"Invalid Authorization");
      }
      assertThat(service.post(PREDICT, BODY).statusCode()).isEqualTo(401);
      assertThat(service.get("/metrics").statusCode()).isEqualTo(401);
      assertThat(service.get("/health/ready").statusCode()).isEqualTo(200);
      assertThat(service.post(PREDICT, BODY, "Authorization", "Bearer sesame").statusCode())
          .isEqualTo(200);
    }
  }

  @Test
  void refusesMoreRequestsAtOnceThanItMayAnswer() {
    new TinyRuns(root).sales();
    ServiceLimits one =
        new ServiceLimits(10 << 20, 100_000, Duration.ofSeconds(30), 1, Duration.ZERO);
    String many = "{\"rows\":[" + "{\"amount\":2},".repeat(30_000) + "{}]}";
    try (RunningService service =
        new RunningService(root, ServiceExample.of("sales").withLimits(one))) {
      List<CompletableFuture<Integer>> all =
          IntStream.range(0, 8)
              .mapToObj(
                  client ->
                      CompletableFuture.supplyAsync(() -> service.post(PREDICT, many).statusCode()))
              .toList();
      List<Integer> found = all.stream().map(CompletableFuture::join).toList();
      assertThat(found).contains(200).allMatch(status -> status == 200 || status == 429);
    }
  }

  @Test
  void slowSendersHoldNoThread() throws IOException {
    new TinyRuns(root).sales();
    List<Socket> slow = new ArrayList<>();
    try (RunningService service = new RunningService(root, ServiceExample.of("sales"))) {
      URI address = URI.create(service.service().address());
      for (int sender = 0; sender < 300; sender++) {
        Socket socket = new Socket(address.getHost(), address.getPort());
        slow.add(socket);
        OutputStream out = socket.getOutputStream();
        out.write(
            ("POST %s HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n".formatted(PREDICT)
                    + "Content-Length: 1000\r\n\r\n{")
                .getBytes(StandardCharsets.US_ASCII));
        out.flush();
      }
      assertThat(service.post(PREDICT, BODY).statusCode()).isEqualTo(200);
      for (Socket socket : slow) {
        socket.close();
      }
    }
  }

  @Test
  void whatIsNoHttpGetsASentence() throws IOException {
    new TinyRuns(root).sales();
    try (RunningService service = new RunningService(root, ServiceExample.of("sales"))) {
      URI address = URI.create(service.service().address());
      for (String bytes : List.of("GARBAGE\r\n\r\n", "GET /\u0001 HTTP/1.1\r\nHost: x\r\n\r\n")) {
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
          socket.setSoTimeout(5_000);
          socket.getOutputStream().write(bytes.getBytes(StandardCharsets.US_ASCII));
          socket.shutdownOutput();
          String reply = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
          assertThat(reply).startsWith("HTTP/1.1 4").doesNotContain("Exception", "\tat ");
        }
      }
      HttpResponse<String> encoded = service.get("/v1/models/%00/predict");
      assertThat(encoded.statusCode()).isBetween(400, 499);
      assertThat(json(encoded).path("problems")).hasSize(1);
      assertThat(service.events()).isEmpty();
    }
  }
}
