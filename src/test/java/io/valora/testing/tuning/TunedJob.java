package io.valora.testing.tuning;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.valora.testing.ProgramRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;

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
}
