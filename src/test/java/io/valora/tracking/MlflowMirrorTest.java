package io.valora.tracking;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.valora.base.JobException;
import io.valora.base.Outcome;
import io.valora.config.JobText;
import io.valora.storage.RunFolder;
import io.valora.testing.ProgramRun;
import io.valora.testing.tracking.EndedRun;
import io.valora.testing.tracking.FakeMlflow;
import io.valora.testing.tracking.FakeMlflow.Fault;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The mirror on a server that answers as MLflow's own does, or worse. */
class MlflowMirrorTest {
  private static final String TOKEN = "Canary7Zq41xVh9";

  @TempDir Path root;

  private FakeMlflow server;
  private EndedRun runs;

  @BeforeEach
  void start() throws IOException {
    server = new FakeMlflow();
    runs = new EndedRun(root);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void everythingOfAPublishedRunIsPushed() {
    RunFolder run = runs.published(2);

    String said = push(run);

    FakeMlflow.Run there = server.run();
    assertThat(there.name).isEqualTo(run.runId());
    assertThat(there.status).isEqualTo("FINISHED");
    assertThat(there.started).isEqualTo(1_767_247_200_000L);
    assertThat(there.ended).isEqualTo(1_767_247_205_000L);
    assertThat(there.tags)
        .containsEntry("valora.run-id", run.runId())
        .containsEntry("valora.job", "ratings")
        .containsEntry("valora.version", "0.1.0")
        .containsEntry("valora.outcome", "succeeded")
        .containsEntry("valora.parameter-hash", "5e".repeat(32))
        .containsEntry("valora.run-folder", run.uri())
        .containsEntry(
            "valora.split-fingerprint",
            "train 000000000000000a, validation fffffffffffffffe, test 00000000000000ff")
        .containsEntry("mlflow.source.type", "JOB")
        .containsKey("mlflow.user");
    assertThat(there.params)
        .containsEntry("split.test-fraction", "0.2")
        .containsEntry("training.early-stopping.metric", "rmse");
    assertThat(there.metrics)
        .contains(
            "{\"key\":\"train.loss\",\"value\":1.0,\"timestamp\":1767247201750,\"step\":1}",
            "{\"key\":\"train.loss\",\"value\":0.5,\"timestamp\":1767247202000,\"step\":2}",
            "{\"key\":\"train.rmse\",\"value\":0.9,\"timestamp\":1767247202000,\"step\":2}",
            "{\"key\":\"test.rmse\",\"value\":0.9425,\"timestamp\":1767247204000,\"step\":0}")
        .noneMatch(metric -> metric.contains("validation.rmse"));
    assertThat(there.datasets)
        .containsExactly(
            "ratings.csv " + "0f".repeat(16) + " input",
            "ratings train 000000000000000a training",
            "ratings validation fffffffffffffffe validation",
            "ratings test 00000000000000ff testing");
    String folder = "1/%032x/artifacts/".formatted(1);
    assertThat(server.artifacts)
        .containsOnlyKeys(
            folder + "report.html",
            folder + "metrics.json",
            folder + "history.csv",
            folder + "run.json",
            folder + "job.yaml");
    assertThat(new String(server.artifacts.get(folder + "report.html"), UTF_8))
        .isEqualTo("<p>Größe</p>");
    String yaml = new String(server.artifacts.get(folder + "job.yaml"), UTF_8);
    assertThat(JobText.parse("job.yaml", yaml).at("/split/test-fraction").asDouble())
        .isEqualTo(0.2);
    assertThat(server.versions).containsOnlyKeys("ratings");
    assertThat(server.aliases).containsEntry("ratings@champion", "1");
    assertThat(said)
        .isEqualTo(
            "Run %s of job ratings is in MLflow: %s/#/experiments/1/runs/%032x, version 1 of model ratings (champion)"
                .formatted(run.runId(), server.uri(), 1));
  }

  @Test
  void pushedTwiceNothingIsThereTwice() {
    RunFolder run = runs.published(3);
    push(run);
    int metrics = server.run().metrics.size();
    int datasets = server.run().datasets.size();
    push(run);
    assertThat(server.run().metrics).hasSize(metrics);
    assertThat(server.run().datasets).hasSize(datasets);
    assertThat(server.artifacts).hasSize(5);
    assertThat(server.versions.get("ratings")).hasSize(1);
    assertThat(server.count("runs/create")).isOne();
    assertThat(server.count("experiments/create")).isOne();
  }

  @Test
  void thousandMetricsTakeTwoCalls() {
    push(runs.published(250));
    assertThat(server.run().metrics).hasSizeGreaterThan(1_000);
    long batchesOfMetrics = server.count("runs/log-batch") - 2; // tags, parameters
    assertThat(batchesOfMetrics).isEqualTo(2);
  }

  @Test
  void longAndManySettingsFitIntoBatches() {
    push(
        runs.published(
            1,
            config -> {
              for (int i = 0; i < 250; i++) {
                config
                    .withArray("/many")
                    .addObject()
                    .put("a=[ü, ✓]", "ü".repeat(7_000))
                    .put("b", "");
              }
              return config;
            }));
    assertThat(server.run().params).containsKey("many.249.a__ü_ __").doesNotContainKey("many.0.b");
    assertThat(server.run().params.get("many.0.a__ü_ __")).hasSize(6_000).endsWith("ü …");
  }

  @ParameterizedTest
  @CsvSource({
    "DATA_REJECTED, FAILED, code 3: Cannot go on",
    "INTERRUPTED, KILLED, code 143: Cannot go on"
  })
  void runThatFailedIsMirroredWithoutAModel(Outcome outcome, String status, String said) {
    push(runs.failed(outcome));
    assertThat(server.run().status).isEqualTo(status);
    assertThat(server.run().tags).containsEntry("valora.outcome", said);
    assertThat(server.versions).isEmpty();
  }

  @Test
  void runThatWasTriedAgainWithOtherSettingsIsAnotherOne() {
    push(runs.published(1));
    push(runs.published(1, config -> config.put("seed", 7)));
    assertThat(server.runs).hasSize(2);
  }

  @Test
  void searchInTheJobFileIsNoSettingOfTheRun() {
    push(runs.published(1));
    push(
        runs.published(
            1,
            config -> {
              config.withObject("/tuning/search").put("trials", 9);
              return config;
            }));
    assertThat(server.runs).hasSize(1);
    assertThat(server.run().params).doesNotContainKey("tuning.search.trials");
  }

  @Test
  void deletedExperimentIsRestoredAndARivalsIsTaken() {
    RunFolder run = runs.published(1);
    server.experiments.put("ratings", "1");
    server.deleted.add("1");
    push(run);
    assertThat(server.deleted).isEmpty();
    server.fail(
        "experiments/get-by-name",
        exchange -> {
          server.experiments.put("rival", "9");
          return FakeMlflow.answer(404, "{}").answers(exchange);
        });
    push(run, new MlflowConfig(Optional.of(server.uri()), "rival", "ratings", 60));
    assertThat(server.runs.values()).extracting(one -> one.experiment).containsExactly("1", "9");
  }

  @Test
  void failuresThatPassAreTriedAgain() {
    server.fail("experiments/get-by-name", FakeMlflow.answer(429, "slow down", "Retry-After", "1"));
    server.fail("runs/search", FakeMlflow.answer(500, "<html>Internal Server Error</html>"));
    server.fail("runs/log-batch", cut());
    server.fail("artifact", FakeMlflow.answer(503, ""));
    server.fail("runs/update", cut());
    long start = System.nanoTime();
    push(runs.published(1));
    assertThat(System.nanoTime() - start).isGreaterThan(Duration.ofSeconds(1).toNanos());
    assertThat(server.run().status).isEqualTo("FINISHED");
    assertThat(server.artifacts).hasSize(5);
  }

  @Test
  void whatWasCreatedBeforeTheAnswerWasLostIsFound() {
    for (String call :
        new String[] {"runs/create", "model-versions/create", "experiments/create"}) {
      server.loseAnswer(call);
    }
    push(runs.published(1));
    assertThat(server.runs).hasSize(1);
    assertThat(server.versions.get("ratings")).hasSize(1);
    assertThat(server.experiments).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "runs/log-batch | 400 | {\"error_code\": \"INVALID_PARAMETER_VALUE\", \"message\": \"Invalid name\"}"
            + " | POST runs/log-batch is answered with 400 INVALID_PARAMETER_VALUE Invalid name",
        "experiments/get-by-name | 403 | Invalid Host header - possible DNS rebinding attack"
            + " | GET experiments/get-by-name is answered with 403 Invalid Host header - possible DNS"
            + " rebinding attack (set MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD, or"
            + " MLFLOW_TRACKING_TOKEN)",
        "runs/log-inputs | 404 | <h1>Not Found</h1> | POST runs/log-inputs is answered with 404 <h1>Not",
        "runs/create | 302 | moved | POST runs/create is answered with 302 moved (a redirection",
        "runs/create | 200 | <html>Welcome</html> | is no JSON object (is it an MLflow server?)",
        "runs/create | 200 | {\"run\": {}} | the answer to runs/create has no 'info'",
        "runs/create | 429 | wait long | POST runs/create is answered with 429 wait long",
      })
  void badAnswerEndsThePushWithASentence(String call, int status, String body, String reason) {
    server.fail(call, FakeMlflow.answer(status, body, "Retry-After", "9999"));
    RunFolder run = runs.published(1);
    assertThatThrownBy(() -> push(run))
        .isInstanceOf(JobException.class)
        .hasMessageStartingWith(
            "Cannot push run %s of job ratings to MLflow at %s: "
                .formatted(run.runId(), server.uri()))
        .hasMessageContaining(reason);
    push(run);
    assertThat(server.run().status).isEqualTo("FINISHED");
  }

  @Test
  void mirrorNeverFailsAndEndsInTime() {
    RunFolder run = runs.published(1);
    server.fail(
        "experiments/get-by-name",
        exchange -> {
          exchange.sendResponseHeaders(200, 1_000);
          exchange.getResponseBody().write('{');
          exchange.getResponseBody().flush();
          return pause();
        });
    long start = System.nanoTime();
    mirror().mirror(run, new MlflowConfig(Optional.of(server.uri()), "ratings", "ratings", 1));
    assertThat(System.nanoTime() - start).isLessThan(Duration.ofSeconds(5).toNanos());
    server.close();
    mirror().mirror(run, new MlflowConfig(Optional.of(server.uri()), "ratings", "ratings", 1));
    mirror().mirror(run, new MlflowConfig(Optional.of("ftp://host"), "ratings", "ratings", 1));
    assertThatThrownBy(() -> mirror().push(run, Optional.of(server.uri())))
        .hasMessageContaining("fails: the server can't be reached");
  }

  @Test
  void answerWithoutEndIsGivenUp() {
    server.fail(
        "experiments/get-by-name",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          for (int i = 0; i < 400; i++) {
            exchange.getResponseBody().write(new byte[1 << 16]);
          }
          return true;
        });
    RunFolder run = runs.published(1);
    push(run);
    assertThat(server.count("experiments/get-by-name")).isEqualTo(2);
  }

  @Test
  void runUnderWayIsNotMirrored() {
    RunFolder run = runs.running();
    mirror().mirror(run, config());
    mirror().mirror(new RunFolder(root.toString(), "ratings", "not-begun"), config());
    assertThat(server.calls).isEmpty();
    assertThatThrownBy(() -> push(run))
        .hasMessage("Invalid --run-id: %s (must be a run that has ended)", run.runId());
  }

  @Test
  void withoutAServerNothingHappens() {
    RunFolder run = runs.published(1);
    mirror().mirror(run, new MlflowConfig(Optional.empty(), "ratings", "ratings", 60));
    assertThat(server.calls).isEmpty();
    assertThatThrownBy(() -> mirror().push(run, Optional.empty()))
        .hasMessage(
            "Missing --uri (must be given where neither tracking.mlflow.uri of the job nor"
                + " MLFLOW_TRACKING_URI is)");
    assertThatThrownBy(() -> mirror().push(run, Optional.of("localhost:5000")))
        .hasMessage(
            "Invalid --uri: localhost:5000 (must be the http or https address of an MLflow server,"
                + " such as http://localhost:5000)");
  }

  @Test
  void environmentNamesServerAndCredentials() {
    RunFolder run = runs.published(1);
    Map<String, String> bearer =
        Map.of("MLFLOW_TRACKING_URI", server.uri() + "/", "MLFLOW_TRACKING_TOKEN", TOKEN + "\n");
    new MlflowMirror(EndedRun.STORAGE, bearer)
        .mirror(run, new MlflowConfig(Optional.empty(), "ratings", "ratings", 60));
    assertThat(server.authorizations).containsExactly("Bearer " + TOKEN);
    server.authorizations.clear();
    Map<String, String> basic =
        Map.of("MLFLOW_TRACKING_USERNAME", "ana", "MLFLOW_TRACKING_PASSWORD", TOKEN);
    new MlflowMirror(EndedRun.STORAGE, basic).push(run, Optional.of(server.uri()));
    assertThat(server.authorizations).containsExactly("Basic YW5hOkNhbmFyeTdacTQxeFZoOQ==");
  }

  @Test
  void noMessageRepeatsTheToken() {
    RunFolder run = runs.published(1);
    server.fail("runs/search", FakeMlflow.answer(401, "No user has the token " + TOKEN));
    Map<String, String> bearer = Map.of("MLFLOW_TRACKING_TOKEN", TOKEN);
    assertThatThrownBy(
            () -> new MlflowMirror(EndedRun.STORAGE, bearer).push(run, Optional.of(server.uri())))
        .hasMessageContaining("401 No user has the token ***")
        .hasMessageNotContaining(TOKEN);
    Map<String, String> broken = Map.of("MLFLOW_TRACKING_TOKEN", TOKEN + "\u0001");
    assertThatThrownBy(
            () -> new MlflowMirror(EndedRun.STORAGE, broken).push(run, Optional.of(server.uri())))
        .hasMessage(
            "Invalid MLFLOW_TRACKING_TOKEN: *** (must be letters, digits and signs of ASCII)");
  }

  @Test
  void artifactsThatTheServerHasNoProxyForStayInTheRun() {
    server.artifactRoot = "s3://bucket/";
    RunFolder run = runs.published(1);
    assertThat(push(run))
        .endsWith(
            ", version 1 of model ratings (champion); its files stay in %s: the server has no proxy"
                .formatted(run.uri()));
    assertThat(server.artifacts).isEmpty();
    server.artifactRoot = "file:/mlruns/";
    assertThat(push(run))
        .contains(", no version of a model: server and run keep files on disks of their own");
  }

  @Test
  void commandPushesByNameAndSaysWhere() {
    RunFolder run = runs.published(1);
    ProgramRun pushed =
        ProgramRun.of(
            "mlflow",
            "push",
            "--run-id",
            "champion",
            "--root",
            root.toString(),
            "--uri",
            server.uri());
    assertThat(pushed.err()).isEmpty();
    assertThat(pushed.code()).isZero();
    assertThat(pushed.out()).startsWith("Run %s of job ratings is in".formatted(run.runId()));
    assertThat(ProgramRun.of("mlflow").err()).contains("Missing command");
    server.close();
    ProgramRun failed =
        ProgramRun.of(
            "mlflow",
            "push",
            "--run-id",
            run.runId(),
            "--root",
            root.toString(),
            "--uri",
            server.uri());
    assertThat(failed.code()).isEqualTo(1);
    assertThat(failed.err()).startsWith("Cannot push run ").doesNotContain("\tat ");
  }

  private String push(RunFolder run) {
    return mirror().push(run, Optional.of(server.uri()));
  }

  private void push(RunFolder run, MlflowConfig config) {
    mirror().mirror(run, config);
  }

  private MlflowConfig config() {
    return new MlflowConfig(Optional.of(server.uri()), "ratings", "ratings", 60);
  }

  private static MlflowMirror mirror() {
    return new MlflowMirror(EndedRun.STORAGE, Map.of());
  }

  /** The connection ends without an answer. */
  private static Fault cut() {
    return exchange -> {
      exchange.close();
      return true;
    };
  }

  private static boolean pause() {
    try {
      Thread.sleep(10_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return true;
  }
}
