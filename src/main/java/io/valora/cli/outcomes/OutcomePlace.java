package io.valora.cli.outcomes;

import io.valora.job.JobConfig;
import io.valora.registry.Runs;
import io.valora.storage.RunFolder;
import io.valora.storage.Storage;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;

/** Place of the runs that a command is about, and what it computes with. */
public interface OutcomePlace {
  Runs runs();

  /** Time without renewal after which another attempt counts as dead. */
  Duration lease();

  /** Overrides of job-file keys. */
  List<String> jobOverrides();

  /** Arguments by which another command finds the same place. */
  List<String> arguments();

  /** Opens a session when it is called. */
  Callable<SparkSession> session(String name);

  /** Configuration of a run, as it ran. */
  JobConfig config(Storage storage, RunFolder run);

  /** Configuration of a run with which other files are read as the run's own were. */
  JobConfig readingConfig(Storage storage, RunFolder run);
}
