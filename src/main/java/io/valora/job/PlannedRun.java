package io.valora.job;

import io.valora.ingest.SourceFile;
import io.valora.storage.RunFolder;
import io.valora.training.TrainingStart;
import java.util.List;

/**
 * The part of a run's plan that its stages need.
 *
 * @param sources files of the job's own input; empty when the ingest stage is done
 * @param start of the training: fresh, or from its newest checkpoint
 */
public record PlannedRun(
    RunFolder folder, JobConfig config, List<SourceFile> sources, TrainingStart start) {
  public PlannedRun {
    sources = List.copyOf(sources);
  }
}
