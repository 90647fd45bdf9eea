package io.valora.testing.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.valora.job.Stage;
import io.valora.registry.ModelAlias;
import io.valora.storage.RunFolder;
import io.valora.storage.Storage;
import io.valora.testing.ProgramProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.RemoteIterator;

/**
 * One run of a small ratings job by the program in a process of its own, and what it left.
 *
 * @param folder that the job file and the logs lie in
 * @param root where the run is stored
 * @param hadoop what the program must know to get there
 */
public record DisturbedRun(Path folder, String root, String runId, Map<String, String> hadoop) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long PATIENCE_SECONDS = 1_200;

  /** On this machine's disk. */
  public static DisturbedRun onDisk(Path folder, String runId) {
    return new DisturbedRun(folder, folder.resolve(runId).toString(), runId, Map.of());
  }

  public ProgramProcess start(List<String> options) throws IOException {
    List<String> all = new ArrayList<>(options);
    all.add("-Dlog4j2.configurationFile=conf/log4j2.properties");
    hadoop.forEach((key, value) -> all.add("-Dspark.hadoop.%s=%s".formatted(key, value)));
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("run", folder.resolve("job.yaml").toString()));
    arguments.addAll(List.of("--root", root, "--run-id", runId));
    arguments.addAll(List.of("--environment", folder.resolve("environment.yaml").toString()));
    arguments.addAll(List.of("--set", "spark.sql.shuffle.partitions=3"));
    Path log = folder.resolve(runId + "-" + System.nanoTime() + ".log");
    return ProgramProcess.start(log, all, arguments.toArray(String[]::new));
  }

  /** Runs to the end, undisturbed. */
  public void complete(List<String> options) throws Exception {
    try (ProgramProcess process = start(options)) {
      finish(process);
    }
  }

  public void finish(ProgramProcess process) throws Exception {
    int code = process.exitCode(PATIENCE_SECONDS);
    assertThat(code).as(() -> outputOf(process)).isZero();
  }

  /** Until the stage is under way. */
  public void await(ProgramProcess process, Stage stage) throws Exception {
    long end = System.nanoTime() + PATIENCE_SECONDS * 1_000_000_000;
    while (!isIn(stage)) {
      assertThat(process.isAlive()).as(() -> outputOf(process)).isTrue();
      assertThat(System.nanoTime()).as("%s in time", stage).isLessThan(end);
      Thread.sleep(20);
    }
  }

  private boolean isIn(Stage stage) throws IOException {
    Optional<String> text = storage().textOf(made().runJson());
    return text.isPresent()
        && JSON.readTree(text.get()).path("stage").asText().equals(stage.label())
        && text.get().contains("\"running\"");
  }

  /** All that must be the same whatever happened meanwhile. */
  public JsonNode results() throws IOException {
    JsonNode run = runJson();
    ObjectNode results = JSON.createObjectNode();
    for (String key :
        List.of("status", "ledger", "split-fingerprint", "parameter-hash", "metrics")) {
      results.set(key, run.get(key));
    }
    return results;
  }

  public JsonNode runJson() throws IOException {
    return JSON.readTree(storage().readText(made().runJson()));
  }

  /** Names in the run's folder, and of temporary files anywhere below. */
  public List<String> left() throws IOException {
    Set<String> names = new TreeSet<>();
    org.apache.hadoop.fs.Path run = new org.apache.hadoop.fs.Path(made().uri());
    RemoteIterator<LocatedFileStatus> files =
        run.getFileSystem(configuration()).listFiles(run, true);
    while (files.hasNext()) {
      String[] parts = run.toUri().relativize(files.next().getPath().toUri()).getPath().split("/");
      String name = parts[parts.length - 1];
      if (name.startsWith(".") || String.join("/", parts).contains("__magic")) {
        names.add(String.join("/", parts));
      }
    }
    names.addAll(storage().names(made().uri()));
    return List.copyOf(names);
  }

  public Optional<String> champion() {
    return new ModelAlias(storage(), made()).read("champion");
  }

  private RunFolder made() {
    return new RunFolder(root, "ratings", runId);
  }

  private Storage storage() {
    return new Storage(configuration());
  }

  private Configuration configuration() {
    Configuration configuration = new Configuration();
    hadoop.forEach(configuration::set);
    return configuration;
  }

  private static String outputOf(ProgramProcess process) {
    try {
      return process.output();
    } catch (IOException e) {
      return e.toString();
    }
  }
}
