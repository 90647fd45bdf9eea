package io.valora.scoring;

import io.valora.job.JobConfig;
import io.valora.prediction.RecommendConfig;
import io.valora.storage.RunFolder;
import java.util.List;
import java.util.Optional;

/**
 * Request to score files with the model of a run.
 *
 * @param run published
 * @param config of the run; its section {@code ingest} says how files are read
 * @param sources files, folders or globs
 * @param kept columns of the files that the job doesn't declare, to stand beside the answers
 * @param lists makes a list for each user in place of a prediction for each pair
 */
public record ScoreRequest(
    RunFolder run,
    JobConfig config,
    List<String> sources,
    List<String> kept,
    Optional<RecommendConfig> lists,
    ScoreTarget target) {
  public ScoreRequest {
    sources = List.copyOf(sources);
    kept = List.copyOf(kept);
  }
}
