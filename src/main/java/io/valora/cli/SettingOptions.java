package io.valora.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Overrides of job-file keys and of Spark properties. */
final class SettingOptions {
  private static final String SPARK = "spark.";

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Overrides a dotted key of the job file, or a spark.* property; repeatable.")
  private List<String> settings = new ArrayList<>();

  List<String> ofJob() {
    return settings.stream().filter(setting -> !setting.startsWith(SPARK)).toList();
  }

  List<String> ofSpark() {
    return settings.stream().filter(setting -> setting.startsWith(SPARK)).toList();
  }
}
