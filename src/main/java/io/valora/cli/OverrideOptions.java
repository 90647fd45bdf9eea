package io.valora.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Overrides of job-file keys and of Spark properties. */
final class OverrideOptions {
  private static final String SPARK = "spark.";

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Overrides a dotted key of the job file, or a spark.* property; repeatable.")
  private List<String> overrides = new ArrayList<>();

  List<String> ofJob() {
    return overrides.stream().filter(override -> !override.startsWith(SPARK)).toList();
  }

  List<String> ofSpark() {
    return overrides.stream().filter(override -> override.startsWith(SPARK)).toList();
  }
}
