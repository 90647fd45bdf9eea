package io.valora.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.valora.registry.Runs;
import io.valora.serving.http.ServiceConfig.Logged;
import io.valora.storage.Storage;
import io.valora.testing.ProgramRun;
import io.valora.testing.serving.RunningService;
import io.valora.testing.serving.ServiceExample;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * From a table to a model in use, a world that shifts, and the model that knows it: a run is
 * served, asked and told the truth for ten days; on the sixth new items come up; monitoring alarms,
 * watch trains and promotes, the service takes over without a lost request, and the goal shows it.
 */
class WholeLoopTest {
  private static final int DAYS = 10;
  private static final int SHIFT = 6;
  private static final int ROWS_A_DAY = 500;
  private static final int OLD_ROWS = 3000;
  private static final int USERS = 80;
  private static final int ITEMS = 30;
  private static final int NEW_ITEMS = 10;
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String JOB =
      """
      job: shop
      ingest:
        source: %s/old.csv
        columns:
          - {name: user, type: string}
          - {name: item, type: string}
          - {name: rating, type: double, min: 1, max: 5}
      network: {factors: 2}
      training: {epochs: 4}
      recommend: {top-n: 2}
      baselines: {include: [global-mean]}
      goal: {event: clicked, window: 1 day}
      """;

  @TempDir private Path folder;

  private final Random random = new Random(11);
  private final AtomicReference<Instant> now = new AtomicReference<>();

  @Test
  void aWorldThatShiftsIsSeenLearnedAndServedAgain() throws Exception {
    Instant begin = Instant.now().truncatedTo(ChronoUnit.DAYS).plus(Duration.ofDays(1));
    now.set(begin);
    Files.writeString(folder.resolve("job.yaml"), JOB.formatted(folder));
    Files.writeString(folder.resolve("old.csv"), old());
    assertThat(valora("run", job(), "--run-id", "r1").code()).isZero();
    ServiceExample example =
        ServiceExample.of("shop").withControlShare(0.3).withLogged(Logged.INPUTS).withPoll(50);
    try (RunningService service =
        new RunningService(folder.resolve("root"), example, new Ticking(now))) {
      for (int day = 1; day < SHIFT; day++) {
        live(service, begin, day);
      }
      flushed(service);
      ProgramRun quiet = valora("monitor", "champion", "--job", "shop");
      assertThat(quiet.code()).as(quiet.out() + quiet.err()).isZero();
      for (int day = SHIFT; day <= DAYS; day++) {
        live(service, begin, day);
      }
      flushed(service);
      ProgramRun alarm = valora("monitor", "champion", "--job", "shop");
      assertThat(alarm.code()).as(alarm.out()).isEqualTo(7);
      assertThat(alarm.out())
          .contains("Alarm on " + day(begin, SHIFT))
          .doesNotContain("Alarm on " + day(begin, SHIFT - 1));

      String successor = retrained(service, begin);

      now.set(begin.plus(Duration.ofDays(DAYS + 1)));
      lists(service, 0.5);
      now.set(begin.plus(Duration.ofDays(DAYS + 3)));
      lists(service, 0);
      flushed(service);
      assertThat(valora("feedback", "join", "shop").out())
          .contains("predictions = %,d labelled".formatted(DAYS * ROWS_A_DAY));
      ProgramRun goal = valora("goal", job());
      assertThat(goal.code()).as(goal.err()).isZero();
      JsonNode result = JSON.readTree(folder.resolve("root/shop/goal/goal.json").toFile());
      assertThat(result.path("run").asText()).isEqualTo(successor);
      assertThat(result.at("/control/model/units").asInt()).isPositive();
      assertThat(Files.readString(folder.resolve("root/shop/goal/goal.html")))
          .contains(successor, "clicked");
    }
  }

  /** Watches while a client asks without a pause. */
  private String retrained(RunningService service, Instant begin) throws Exception {
    ProgramRun joined = valora("feedback", "join", "shop", "--rows", "train");
    assertThat(joined.out())
        .contains(
            "%,d labelled = %1$,d rows + 0 for evaluation + 0 without inputs + 0 unreadable"
                .formatted(DAYS * ROWS_A_DAY));
    Path rows = folder.resolve("root/shop/feedback/rows");
    AtomicBoolean over = new AtomicBoolean();
    CompletableFuture<Integer> failed =
        CompletableFuture.supplyAsync(
            () -> {
              int lost = 0;
              while (!over.get()) {
                lost += predicted(service, "u1", "i1").statusCode() == 200 ? 0 : 1;
              }
              return lost;
            });
    ProgramRun watch =
        valora(
            "watch",
            job(),
            "--once",
            "--cool-down",
            "none",
            "--as-of",
            begin.plus(Duration.ofDays(DAYS + 1)).toString(),
            "--input",
            rows.toString());
    assertThat(watch.code()).as(watch.out() + watch.err()).isEqualTo(9);
    assertThat(watch.out()).contains("Decision:   retrain: RMSE: ", "is champion");
    Storage storage = Storage.ofThisMachine();
    String successor =
        new Runs(storage, storage.absolute(folder.resolve("root").toString()))
            .champion("shop")
            .orElseThrow()
            .runId();
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!service.service().runId().equals(successor) && System.nanoTime() < end) {
      Thread.sleep(20);
    }
    over.set(true);
    assertThat(failed.get()).isZero();
    assertThat(service.service().runId()).isEqualTo(successor);
    return successor;
  }

  /** A day of requests for rows, each with its truth, and of lists. */
  private void live(RunningService service, Instant begin, int day) {
    for (int row = 0; row < ROWS_A_DAY; row++) {
      now.set(begin.plus(Duration.ofDays(day - 1L)).plusSeconds(60L * row));
      int user = random.nextInt(USERS);
      boolean isNew = day >= SHIFT && random.nextBoolean();
      int item = isNew ? ITEMS + random.nextInt(NEW_ITEMS) : item();
      String stars = stars(user, item);
      HttpResponse<String> answer = predicted(service, "u" + user, "i" + item);
      assertThat(answer.statusCode()).isEqualTo(200);
      String id = RunningService.json(answer).at("/answers/0/prediction").asText();
      feedback(service, id, "\"label\":" + stars);
    }
    lists(service, 0.3);
  }

  private static HttpResponse<String> predicted(RunningService service, String user, String item) {
    return service.post(
        "/v1/models/shop/predict",
        "{\"rows\":[{\"user\":\"%s\",\"item\":\"%s\"}]}".formatted(user, item));
  }

  /** A list for each user, of whom a share clicks. */
  private void lists(RunningService service, double clicks) {
    for (int user = 0; user < USERS; user++) {
      JsonNode list =
          RunningService.json(
              service.get("/v1/models/shop/users/u%d/recommendations?n=2".formatted(user)));
      if (random.nextDouble() < clicks) {
        feedback(service, list.path("prediction").asText(), "\"event\":\"clicked\"");
      }
    }
  }

  private static void feedback(RunningService service, String prediction, String said) {
    String body = "{\"prediction\":\"%s\",%s}".formatted(prediction, said);
    assertThat(service.post("/v1/feedback", body).statusCode()).isEqualTo(202);
  }

  /** Waits until all that was logged is in storage. */
  private static void flushed(RunningService service) throws InterruptedException {
    Thread.sleep(1500);
    assertThat(service.events()).noneMatch(event -> event.startsWith("lost"));
  }

  private String old() {
    StringBuilder rows = new StringBuilder("user,item,rating\n");
    for (int row = 0; row < OLD_ROWS; row++) {
      int user = random.nextInt(USERS);
      int item = item();
      rows.append("u%d,i%d,%s%n".formatted(user, item, stars(user, item)));
    }
    return rows.toString();
  }

  /** Some are asked for more often than others. */
  private int item() {
    return (int) (ITEMS * Math.pow(random.nextDouble(), 1.5));
  }

  /** A bias of the user and of the item, of new items a larger one, and noise. */
  private String stars(int user, int item) {
    double ofItem = item < ITEMS ? (item % 5 - 2) * 0.3 : item % 2 == 0 ? 1.2 : -1.2;
    double stars = 3 + (user % 5 - 2) * 0.2 + ofItem + 0.3 * random.nextGaussian();
    return String.format(Locale.ROOT, "%.2f", Math.min(5, Math.max(1, stars)));
  }

  private static String day(Instant begin, int day) {
    return begin.plus(Duration.ofDays(day - 1L)).toString().substring(0, 10);
  }

  private String job() {
    return folder.resolve("job.yaml").toString();
  }

  private ProgramRun valora(String... arguments) {
    return ProgramRun.of(
        Stream.concat(Stream.of(arguments), Stream.of("--root", folder.resolve("root").toString()))
            .toArray(String[]::new));
  }

  /** A clock that shows what it is set to. */
  private static final class Ticking extends Clock {
    private final AtomicReference<Instant> now;

    Ticking(AtomicReference<Instant> now) {
      this.now = now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now.get();
    }
  }
}
