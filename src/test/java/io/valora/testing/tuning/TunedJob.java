package io.valora.testing.tuning;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.valora.job.Stage;
import io.valora.pipeline.RunPlan;
import io.valora.pipeline.RunRequest;
import io.valora.storage.Storage;
import io.valora.tasks.Tasks;
import io.valora.testing.ProgramRun;
import io.valora.training.TrainingStart;
import io.valora.tuning.search.SearchPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.apache.hadoop.conf.Configuration;

/**
 * Searches of the job {@code factors} as the command line runs them.
 *
 * @param folder of {@code job.yaml} and the roots
 */
public record TunedJob(Path folder) {
  public ProgramRun tune(String root, String... more) {
    return call("tune", root, more);
  }

  public ProgramRun call(String command, String root, String... more) {
    List<String> all =
        Stream.concat(
                Stream.of(
                    command,
                    folder.resolve("job.yaml").toString(),
                    "--root",
                    folder.resolve(root).toString()),
                Stream.of(more))
            .toList();
    return ProgramRun.of(all.toArray(String[]::new));
  }

  public void copy(String from, String to) throws IOException {
    FileUtils.copyDirectory(folder.resolve(from).toFile(), folder.resolve(to).toFile());
  }

  /** Folder of the search below a root. */
  public Path tuning(String root) {
    return folder.resolve(root).resolve("factors/runs/tuning/tuning");
  }

  public JsonNode leaderboard(String root) throws IOException {
    return new ObjectMapper().readTree(tuning(root).resolve("leaderboard.json").toFile());
  }

  /** Plan of the search of a root whose rows are split. */
  public SearchPlan plan(String root, String... overrides) {
    RunRequest request =
        new RunRequest(
            Tasks.ALL,
            Optional.of(folder.resolve("job.yaml").toString()),
            folder.resolve(root).toString(),
            Optional.of("tuning"),
            List.of(overrides),
            TrainingStart.FRESH);
    Storage storage = new Storage(new Configuration());
    return SearchPlan.of(RunPlan.make(storage, request, List.of(Stage.INGEST, Stage.SPLIT)))
        .orElseThrow();
  }
}
