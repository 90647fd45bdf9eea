package io.valora.job;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.valora.base.EnumNames;
import io.valora.base.JobException;
import io.valora.config.ConfigSection;
import io.valora.config.JobText;
import io.valora.config.Problems;
import io.valora.gates.GatesConfig;
import io.valora.goal.GoalConfig;
import io.valora.ingest.IngestConfig;
import io.valora.job.tuning.TuningConfig;
import io.valora.split.SplitConfig;
import io.valora.storage.Storage;
import io.valora.tracking.MlflowConfig;
import io.valora.training.EngineKind;
import io.valora.training.TrainingConfig;
import io.valora.training.TrainingConfig.ClassWeights;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One job file, checked, with every default filled in.
 *
 * @param warmStart run that training begins with, or {@link #CHAMPION}; empty for untrained weights
 * @param resolved all keys with the values in force; parsed again it gives the same configuration
 */
public record JobConfig(
    String job,
    Task task,
    long seed,
    IngestConfig ingest,
    SplitConfig split,
    TaskConfig taskConfig,
    TrainingConfig training,
    Optional<String> warmStart,
    MlflowConfig mlflow,
    GatesConfig gates,
    Optional<TuningConfig> tuning,
    Optional<GoalConfig> goal,
    ObjectNode resolved) {
  /** The job's champion, if it has one, as the run to begin with. */
  public static final String CHAMPION = "champion";

  private static final String WARM_START = "warm-start";
  private static final String NONE = "none";

  /**
   * Reads a job file, wherever {@link NamedFile} finds it, and applies {@code overrides}.
   *
   * @throws io.valora.base.JobException listing every problem of the file at once
   */
  public static JobConfig read(
      List<Task> tasks, Storage storage, String file, List<String> overrides) {
    return of(tasks, file, JobText.parse(file, new NamedFile(file).text(storage)), overrides);
  }

  /** The configuration of a job file's tree, with {@code overrides} applied. */
  public static JobConfig of(
      List<Task> tasks, String name, ObjectNode tree, List<String> overrides) {
    Problems problems = new Problems(name);
    JobText.override(tree, overrides, problems);
    JobText.expand(tree, System::getenv, problems);
    JobConfig config = checked(tasks, tree, problems);
    Optional<TuningConfig> tuning =
        config.tuning.map(found -> found.with(TuningSettings.of(tasks, tree, found, problems)));
    problems.throwIfAny();
    return config.with(tuning);
  }

  /** The configuration that {@code run.json} keeps, in which nothing is left to replace. */
  public static JobConfig ofResolved(List<Task> tasks, String name, ObjectNode resolved) {
    return checked(tasks, resolved, new Problems(name));
  }

  private static JobConfig checked(List<Task> tasks, ObjectNode tree, Problems problems) {
    JobText.refuseSecrets(tree, problems);
    ConfigSection section = new ConfigSection(tree, problems);
    JobConfig config = from(tasks, section);
    section.rejectUnknownKeys();
    problems.throwIfAny();
    return config;
  }

  /** Reads the keys of a job file, noting problems in the section. */
  public static JobConfig from(List<Task> tasks, ConfigSection section) {
    String job = section.requiredText("job");
    Task task = task(tasks, section);
    long seed = section.wholeNumber("seed", 42, 0);
    ConfigSection ingestSection = section.section("ingest");
    IngestConfig ingest = IngestConfig.from(ingestSection);
    ConfigSection splitSection = section.section("split");
    SplitConfig split = SplitConfig.from(splitSection, seed);
    DeclaredColumns columns = new DeclaredColumns(task.name(), ingestSection, ingest.schema());
    TaskConfig taskConfig = task.config(section, columns);
    split.noteMissingColumns(splitSection, Set.copyOf(columns.schema().names()));
    ConfigSection trainingSection = section.section("training");
    TrainingConfig training = TrainingConfig.from(trainingSection, taskConfig.trainingDefaults());
    if (training.earlyStopping().enabled() && !split.wantsValidation()) {
      String key = splitSection.has("validation-rows") ? "validation-rows" : "validation-fraction";
      splitSection.invalid(
          key,
          0,
          "must be above 0, or training.early-stopping.enabled false: early stopping needs validation rows");
    }
    if (training.classWeights() == ClassWeights.BALANCED && !taskConfig.hasClasses()) {
      trainingSection.invalid(
          "class-weights",
          "balanced",
          "must be none: rows of a %s job have no classes".formatted(task.name()));
    }
    if (!taskConfig.engines().contains(training.engine())) {
      trainingSection.invalid(
          "engine",
          EnumNames.nameOf(training.engine()),
          "must be valora: DL4J has no layers for this job's networks");
    }
    Optional<String> warmStart =
        Optional.of(trainingSection.text(WARM_START, NONE)).filter(name -> !name.equals(NONE));
    warmStart
        .flatMap(name -> noWarmStart(split, taskConfig, training))
        .ifPresent(must -> trainingSection.invalid(WARM_START, warmStart.get(), must));
    MlflowConfig mlflow = MlflowConfig.from(section, job);
    GatesConfig gates =
        GatesConfig.from(section, task.testSummary().judged(), taskConfig.hasClasses());
    return new JobConfig(
        job,
        task,
        seed,
        ingest,
        split,
        taskConfig,
        training,
        warmStart,
        mlflow,
        gates,
        TuningConfig.from(section, training.earlyStopping().metric()),
        GoalConfig.from(section, columns.schema().names()),
        section.resolved());
  }

  private static Optional<String> noWarmStart(
      SplitConfig split, TaskConfig taskConfig, TrainingConfig training) {
    if (taskConfig.warmStartKeys().isEmpty()) {
      return Optional.of("must be none: only rating networks without side tables can begin so");
    }
    if (training.engine() != EngineKind.VALORA) {
      return Optional.of("must be none with training.engine stock");
    }
    return split.keepsRows()
        ? Optional.empty()
        : Optional.of(
            "must be none, or split.kind random or grouped, with fractions and without stratify:"
                + " other splits test rows that an earlier run has learned");
  }

  private static Task task(List<Task> tasks, ConfigSection section) {
    List<String> names = tasks.stream().map(Task::name).toList();
    String name = section.word("task", names, names.get(0));
    return tasks.get(names.indexOf(name));
  }

  private JobConfig with(Optional<TuningConfig> otherTuning) {
    return new JobConfig(
        job,
        task,
        seed,
        ingest,
        split,
        taskConfig,
        training,
        warmStart,
        mlflow,
        gates,
        otherTuning,
        goal,
        resolved);
  }

  /** The keys that what a run computes depends on, with the values in force. */
  public ObjectNode computed() {
    return computed(resolved);
  }

  /** The same of a configuration that {@code run.json} keeps. */
  public static ObjectNode computed(ObjectNode resolved) {
    return resolved
        .deepCopy()
        .without(List.of(MlflowConfig.TRACKING, TuningConfig.TUNING, GoalConfig.GOAL));
  }

  /**
   * The part of the job file that belongs to its task.
   *
   * @throws JobException when the job is of another task
   */
  public <T extends TaskConfig> T taskConfig(Class<T> type) {
    if (type.isInstance(taskConfig)) {
      return type.cast(taskConfig);
    }
    throw JobException.invalid("task", task.name(), "must be another one for this command");
  }
}
