package io.valora.testing.serving;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.valora.serving.http.ServiceConfig.Logged;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Requests of one row to a service, beside those to a handler of the same server that sends back
 * the body, in turns by {@code wrk}. Arguments: storage root, job.
 */
public final class ServingBenchmark {
  private static final int TURNS = Integer.getInteger("turns", 5);
  private static final Pattern PER_SECOND = Pattern.compile("Requests/sec: *([0-9.]+)");
  private static final Pattern P99 = Pattern.compile("p99 ([0-9.]+) errors 0\n");
  private static final String SCRIPT =
      """
      wrk.method = "POST"
      wrk.headers["Content-Type"] = "application/json"
      wrk.body = [[%s]]
      done = function(s, l, r)
        local e = s.errors
        local lost = e.connect + e.read + e.write + e.timeout + e.status
        io.write(string.format("p99 %%.2f errors %%d\\n", l:percentile(99) / 1000, lost))
      end
      """;

  private final Path script;

  private ServingBenchmark(Path script) {
    this.script = script;
  }

  private record Turn(double perSecond, double p99) {}

  public static void main(String[] args) throws IOException, InterruptedException {
    ServiceExample example = ServiceExample.of(args[1]).withLogged(Logged.KEYS);
    Javalin echo = Javalin.create(ServingBenchmark::configure).start();
    Path script = Files.createTempFile("serving", ".lua");
    try (RunningService service = new RunningService(Path.of(args[0]), example)) {
      Files.writeString(script, SCRIPT.formatted(body(service, args[1])));
      new ServingBenchmark(script)
          .measure(
              "http://127.0.0.1:%d/echo".formatted(echo.port()),
              "%s/v1/models/%s/predict".formatted(service.service().address(), args[1]));
    } finally {
      echo.stop();
      Files.delete(script);
    }
  }

  private static void configure(JavalinConfig server) {
    server.startup.showJavalinBanner = false;
    server.http.compressionStrategy = CompressionStrategy.NONE;
    server.jetty.host = "127.0.0.1";
    server.jetty.port = 0;
    server.jetty.modifyHttpConfiguration(
        http -> {
          http.setSendServerVersion(false);
          http.setSendDateHeader(false);
        });
    server.routes.post(
        "/echo", context -> context.contentType("application/json").result(context.bodyAsBytes()));
  }

  private static String body(RunningService service, String job) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.putArray("rows")
        .add(RunningService.json(service.get("/v1/models/" + job)).at("/examples/0/row"));
    return body.toString();
  }

  private void measure(String echo, String predict) throws IOException, InterruptedException {
    turn(echo, 10);
    turn(predict, 15);
    List<Turn> echoes = new ArrayList<>();
    List<Turn> predictions = new ArrayList<>();
    for (int turn = 0; turn < TURNS; turn++) {
      echoes.add(turn(echo, 4));
      predictions.add(turn(predict, 4));
    }
    print("echo", echoes);
    print("predict", predictions);
    System.out.printf(Locale.ROOT, "ratio of medians %.2f%n", median(predictions) / median(echoes));
  }

  private Turn turn(String address, int seconds) throws IOException, InterruptedException {
    Process wrk =
        new ProcessBuilder(
                "wrk", "-t1", "-c16", "-d" + seconds + "s", "-s", script.toString(), address)
            .redirectErrorStream(true)
            .start();
    String out = new String(wrk.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    Matcher perSecond = PER_SECOND.matcher(out);
    Matcher p99 = P99.matcher(out);
    if (wrk.waitFor() != 0 || !perSecond.find() || !p99.find()) {
      throw new IllegalStateException(out);
    }
    return new Turn(Double.parseDouble(perSecond.group(1)), Double.parseDouble(p99.group(1)));
  }

  private static void print(String name, List<Turn> turns) {
    System.out.printf(
        Locale.ROOT,
        "%-8s %,8.0f requests/s   p99 of each turn in ms: %s%n",
        name,
        median(turns),
        turns.stream().map(Turn::p99).toList());
  }

  private static double median(List<Turn> turns) {
    return turns.stream().mapToDouble(Turn::perSecond).sorted().toArray()[turns.size() / 2];
  }
}
