package io.valora.testing.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.valora.job.Stage;
import io.valora.testing.ProgramRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Runs r1 of one job file, each under a root of its own, as the command line makes them.
 *
 * @param folder that the roots lie in
 * @param job name that the job file gives itself
 */
public record SmallRuns(Path folder, String job) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Writes the job file and names it to every later run. */
  public SmallRuns withJobFile(String yaml) throws IOException {
    Files.writeString(jobFile(), yaml);
    return this;
  }

  public ProgramRun run(String root, String... more) {
    return program("run", root, more);
  }

  /** The stages up to train, one by one; gives the hash of the network's parameters. */
  public String trainedHash(String root, String... more) {
    for (Stage stage : List.of(Stage.INGEST, Stage.SPLIT, Stage.TRAIN)) {
      ProgramRun done = program(stage.label(), root, more);
      assertThat(done.err()).isEmpty();
      assertThat(done.code()).isZero();
    }
    return runJson(root).get("parameter-hash").asText();
  }

  /** Trains the run's split in several settings. */
  public ProgramRun averaging(String root, String... more) {
    return program("averaging", root, more);
  }

  private ProgramRun program(String command, String root, String... more) {
    Stream<String> fixed =
        Stream.of(
            command,
            jobFile().toString(),
            "--root",
            root(root),
            "--run-id",
            "r1",
            "--set",
            "spark.sql.shuffle.partitions=2");
    return ProgramRun.of(Stream.concat(fixed, Stream.of(more)).toArray(String[]::new));
  }

  /** A command that reads the published run. */
  public ProgramRun read(String command, String root, String... more) {
    Stream<String> fixed = Stream.of(command, "--root", root(root), "--run", "r1");
    return ProgramRun.of(Stream.concat(fixed, Stream.of(more)).toArray(String[]::new));
  }

  public Path made(String root) {
    return folder.resolve(root).resolve(job).resolve("runs/r1");
  }

  public JsonNode runJson(String root) {
    return json(made(root).resolve("run.json"));
  }

  public JsonNode metrics(String root) {
    return json(made(root).resolve("evaluation/metrics.json"));
  }

  private String root(String name) {
    return folder.resolve(name).toString();
  }

  private Path jobFile() {
    return folder.resolve("job.yaml");
  }

  public static JsonNode json(Path file) {
    try {
      return JSON.readTree(file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
