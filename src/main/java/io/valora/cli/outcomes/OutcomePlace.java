package io.valora.cli.outcomes;

import io.valora.registry.Runs;
import java.time.Duration;
import org.apache.spark.sql.SparkSession;

/** Place of the runs that a command is about, and what it computes with. */
public interface OutcomePlace {
  Runs runs();

  /** Time without renewal after which another attempt counts as dead. */
  Duration lease();

  SparkSession session(String name);
}
