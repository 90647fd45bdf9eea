package io.valora.pipeline;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.valora.baselines.BaselinesConfig;
import io.valora.config.ConfigSection;
import io.valora.config.JobText;
import io.valora.config.Problems;
import io.valora.evaluation.EvaluationConfig;
import io.valora.features.FeaturesConfig;
import io.valora.ingest.IngestConfig;
import io.valora.networks.NetworkConfig;
import io.valora.prediction.RecommendConfig;
import io.valora.split.SplitConfig;
import io.valora.storage.Storage;
import io.valora.training.TrainingConfig;
import java.util.List;
import java.util.Set;

/**
 * One job file, checked, with every default filled in.
 *
 * @param resolved all keys with the values in force; parsed again it gives the same configuration
 */
public record JobConfig(
    String job,
    Task task,
    long seed,
    IngestConfig ingest,
    SplitConfig split,
    FeaturesConfig features,
    NetworkConfig network,
    TrainingConfig training,
    BaselinesConfig baselines,
    EvaluationConfig evaluation,
    RecommendConfig recommend,
    ObjectNode resolved) {

  private static final List<String> TASK_COLUMNS = List.of("user", "item", "rating");

  /** What a job predicts. */
  public enum Task {
    /** User and item to stars. */
    RATING
  }

  /**
   * Reads a job file and lays {@code settings} over it.
   *
   * @throws io.valora.base.JobException listing every problem of the file at once
   */
  public static JobConfig read(Storage storage, String file, List<String> settings) {
    return of(file, JobText.parse(file, storage.readText(file)), settings);
  }

  /** The configuration of a tree, such as the one that {@code run.json} keeps. */
  public static JobConfig of(String name, ObjectNode tree, List<String> settings) {
    JobText.override(tree, settings);
    Problems problems = new Problems(name);
    JobText.expand(tree, System::getenv, problems);
    ConfigSection section = new ConfigSection(tree, problems);
    JobConfig config = from(section);
    section.rejectUnknownKeys();
    problems.throwIfAny();
    return config;
  }

  private static JobConfig from(ConfigSection section) {
    String job = section.requiredText("job");
    Task task = section.choice("task", Task.class, Task.RATING);
    long seed = section.wholeNumber("seed", 42, 0);
    ConfigSection ingestSection = section.section("ingest");
    IngestConfig ingest = IngestConfig.from(ingestSection);
    ConfigSection splitSection = section.section("split");
    SplitConfig split = SplitConfig.from(splitSection, seed);
    List<String> columns = ingest.schema().names();
    List<String> missing = TASK_COLUMNS.stream().filter(name -> !columns.contains(name)).toList();
    if (!missing.isEmpty()) {
      ingestSection.invalid(
          "columns",
          String.join(", ", columns),
          "must declare %s for a rating job".formatted(String.join(", ", missing)));
    }
    split.noteMissingColumns(splitSection, Set.copyOf(columns));
    return new JobConfig(
        job,
        task,
        seed,
        ingest,
        split,
        FeaturesConfig.from(section.section("features")),
        NetworkConfig.from(section.section("network")),
        TrainingConfig.from(section.section("training")),
        BaselinesConfig.from(section.section("baselines")),
        EvaluationConfig.from(section.section("evaluation")),
        RecommendConfig.from(section.section("recommend")),
        section.resolved());
  }
}
