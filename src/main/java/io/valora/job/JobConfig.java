package io.valora.job;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.valora.base.JobException;
import io.valora.config.ConfigSection;
import io.valora.config.JobText;
import io.valora.config.Problems;
import io.valora.ingest.IngestConfig;
import io.valora.schema.TableSchema;
import io.valora.split.SplitConfig;
import io.valora.storage.Storage;
import io.valora.tasks.rating.RatingConfig;
import io.valora.tasks.regression.RegressionConfig;
import io.valora.tasks.sentiment.SentimentConfig;
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
    TaskConfig settings,
    TrainingConfig training,
    ObjectNode resolved) {

  /**
   * Reads a job file, wherever {@link NamedFile} finds it, and lays {@code settings} over it.
   *
   * @throws io.valora.base.JobException listing every problem of the file at once
   */
  public static JobConfig read(Storage storage, String file, List<String> settings) {
    return of(file, JobText.parse(file, new NamedFile(file).text(storage)), settings);
  }

  /** The configuration of a job file's tree, with {@code settings} laid over it. */
  public static JobConfig of(String name, ObjectNode tree, List<String> settings) {
    JobText.override(tree, settings);
    Problems problems = new Problems(name);
    JobText.expand(tree, System::getenv, problems);
    return checked(tree, problems);
  }

  /** The configuration that {@code run.json} keeps, in which nothing is left to replace. */
  public static JobConfig ofResolved(String name, ObjectNode resolved) {
    return checked(resolved, new Problems(name));
  }

  private static JobConfig checked(ObjectNode tree, Problems problems) {
    JobText.refuseSecrets(tree, problems);
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
    TableSchema schema = ingest.schema();
    TaskConfig settings =
        switch (task) {
          case RATING -> RatingConfig.from(section, ingestSection, schema);
          case SENTIMENT -> SentimentConfig.from(section, ingestSection, schema);
          case REGRESSION -> RegressionConfig.from(section, schema);
        };
    split.noteMissingColumns(splitSection, Set.copyOf(schema.names()));
    TrainingConfig training = TrainingConfig.from(section.section("training"));
    return new JobConfig(job, task, seed, ingest, split, settings, training, section.resolved());
  }

  /**
   * @throws JobException when the job is of another task
   */
  public RatingConfig rating() {
    if (settings instanceof RatingConfig rating) {
      return rating;
    }
    throw JobException.invalid("task", task.label(), "must be rating for this command");
  }

  public SentimentConfig sentiment() {
    return (SentimentConfig) settings;
  }

  public RegressionConfig regression() {
    return (RegressionConfig) settings;
  }
}
