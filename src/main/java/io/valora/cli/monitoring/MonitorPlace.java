package io.valora.cli.monitoring;

import io.valora.job.JobConfig;
import io.valora.registry.Runs;
import io.valora.storage.RunFolder;
import io.valora.storage.Storage;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;

/** Runs, their configurations and Spark, as options of the command line say. */
public interface MonitorPlace {
  /** Runs below the root. */
  Runs runs();

  /**
   * The configuration that files are read by.
   *
   * @param log whether no files are read
   */
  JobConfig config(Storage storage, RunFolder run, boolean log);

  /** A session that is opened when it is called. */
  Callable<SparkSession> session(String name);
}
