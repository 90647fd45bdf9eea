package io.valora.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.valora.pipeline.Stage;
import io.valora.testing.ProgramProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * One run of a small ratings job by the program in a process of its own, and what it left.
 *
 * @param folder that the job file and the roots lie in
 * @param runId also the name of the root
 */
record FaultyRun(Path folder, String runId) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long PATIENCE_SECONDS = 1_200;

  ProgramProcess start(List<String> options) throws IOException {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("run", folder.resolve("job.yaml").toString()));
    arguments.addAll(List.of("--root", folder.resolve(runId).toString(), "--run-id", runId));
    arguments.addAll(List.of("--environment", folder.resolve("environment.yaml").toString()));
    arguments.addAll(List.of("--set", "spark.sql.shuffle.partitions=3"));
    Path log = folder.resolve(runId + "-" + System.nanoTime() + ".log");
    return ProgramProcess.start(log, options, arguments.toArray(String[]::new));
  }

  /** Runs to the end, undisturbed. */
  void complete(List<String> options) throws Exception {
    try (ProgramProcess process = start(options)) {
      finish(process);
    }
  }

  void finish(ProgramProcess process) throws Exception {
    int code = process.exitCode(PATIENCE_SECONDS);
    assertThat(code).as(() -> outputOf(process)).isZero();
  }

  /** Until the stage is under way. */
  void await(ProgramProcess process, Stage stage) throws Exception {
    long end = System.nanoTime() + PATIENCE_SECONDS * 1_000_000_000;
    while (!isIn(stage)) {
      assertThat(process.isAlive()).as(() -> outputOf(process)).isTrue();
      assertThat(System.nanoTime()).as("%s in time", stage).isLessThan(end);
      Thread.sleep(20);
    }
  }

  private boolean isIn(Stage stage) throws IOException {
    Path file = made().resolve("run.json");
    return Files.exists(file)
        && JSON.readTree(file.toFile()).path("stage").asText().equals(stage.label())
        && Files.readString(file).contains("\"running\"");
  }

  /** All that must be the same whatever happened meanwhile. */
  JsonNode results() throws IOException {
    JsonNode run = JSON.readTree(made().resolve("run.json").toFile());
    ObjectNode results = JSON.createObjectNode();
    for (String key :
        List.of("status", "ledger", "split-fingerprint", "parameter-hash", "metrics")) {
      results.set(key, run.get(key));
    }
    return results;
  }

  /** Names in the run's folder, and hidden files anywhere below that are no checksums. */
  List<String> left() throws IOException {
    List<String> names = new ArrayList<>();
    try (Stream<Path> top = Files.list(made());
        Stream<Path> all = Files.walk(made())) {
      top.map(path -> path.getFileName().toString()).forEach(names::add);
      all.map(path -> path.getFileName().toString())
          .filter(name -> name.startsWith(".") && !name.endsWith(".crc"))
          .forEach(names::add);
    }
    return names.stream().filter(name -> !name.endsWith(".crc")).sorted().toList();
  }

  String champion() throws IOException {
    Path alias = folder.resolve(runId).resolve("ratings/models/champion.json");
    return JSON.readTree(alias.toFile()).path("run-id").asText();
  }

  private Path made() {
    return folder.resolve(runId).resolve("ratings/runs").resolve(runId);
  }

  private static String outputOf(ProgramProcess process) {
    try {
      return process.output();
    } catch (IOException e) {
      return e.toString();
    }
  }
}
