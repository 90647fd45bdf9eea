package io.valora.doctor;

import io.valora.lineage.CodeVersion;
import io.valora.tower.device.Devices;
import io.valora.training.DeviceConfig;
import java.util.List;
import java.util.stream.Collectors;

/** Checks of a single process: Java, Spark and native libraries. */
final class ProcessChecks {
  private static final int JAVA = 17;
  private static final int MEBIBYTE_BITS = 20;
  private static final String JAVA_REMEDY = "set JAVA_HOME to a JDK 17 on every machine";

  private ProcessChecks() {}

  /** Of the driver. */
  static List<Finding> of(ProcessFacts driver) {
    return List.of(
        java(driver),
        spark(driver, CodeVersion.ofThisBuild().spark()),
        natives(driver),
        threads(driver, "export OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 (scripts/valora does so)"),
        devices(driver, DeviceConfig.Kind.AUTO));
  }

  /**
   * Of an executor, beside the driver.
   *
   * @param wanted what the job computes on
   */
  static List<Finding> of(ProcessFacts executor, ProcessFacts driver, DeviceConfig.Kind wanted) {
    return List.of(
        java(executor),
        spark(executor, driver.spark()),
        code(executor, driver.code()),
        natives(executor),
        threads(
            executor,
            "--conf spark.executorEnv.OMP_NUM_THREADS=1"
                + " --conf spark.executorEnv.OPENBLAS_NUM_THREADS=1"),
        devices(executor, wanted));
  }

  /** The GPUs that a process sees; none is a fault where the job computes on them. */
  static Finding devices(ProcessFacts process, DeviceConfig.Kind wanted) {
    String subject = "GPUs of " + process.name();
    if (process.devices().found().isEmpty()) {
      return wanted == DeviceConfig.Kind.GPU
          ? Finding.unfit(
              subject,
              process.devices().problem(),
              "give the machine one, or set training.device to cpu or auto")
          : Finding.ok(subject, "none: " + process.devices().problem());
    }
    String text =
        process.devices().found().stream()
            .map(ProcessChecks::text)
            .collect(Collectors.joining("; "));
    return Finding.ok(subject, text);
  }

  private static String text(Devices.Device device) {
    return "%s with %,d MiB, %,d of them free, driver for CUDA %s, compute capability %s"
        .formatted(
            device.name(),
            device.totalBytes() >> MEBIBYTE_BITS,
            device.freeBytes() >> MEBIBYTE_BITS,
            device.driver(),
            device.computeCapability());
  }

  static Finding java(ProcessFacts process) {
    String subject = "java of " + process.name();
    int feature = Runtime.Version.parse(process.java()).feature();
    if (feature < JAVA) {
      return Finding.unfit(subject, process.java() + ", older than 17", JAVA_REMEDY);
    }
    return feature == JAVA
        ? Finding.ok(subject, process.java())
        : Finding.warn(subject, process.java() + ", with which nothing was tested", JAVA_REMEDY);
  }

  /**
   * @param wanted version that the process is to have
   */
  static Finding spark(ProcessFacts process, String wanted) {
    String subject = "spark of " + process.name();
    if (process.spark().equals(wanted)) {
      return Finding.ok(subject, wanted);
    }
    String value = "%s, and not %s".formatted(process.spark(), wanted);
    return line(process.spark()).equals(line(wanted))
        ? Finding.warn(subject, value, "let driver and cluster have Spark " + wanted)
        : Finding.unfit(
            subject,
            value,
            "let driver and cluster have Spark %s for Scala 2.12".formatted(wanted));
  }

  static Finding code(ProcessFacts process, String wanted) {
    String subject = "valora of " + process.name();
    return process.code().equals(wanted)
        ? Finding.ok(subject, wanted)
        : Finding.unfit(
            subject,
            "%s, and the driver has %s".formatted(process.code(), wanted),
            "remove the other valora.jar from spark.executor.extraClassPath and from Spark's jars");
  }

  static Finding natives(ProcessFacts process) {
    String subject = "native libraries of " + process.name();
    return process.natives().areLoaded()
        ? Finding.ok(subject, process.natives().text())
        : Finding.unfit(
            subject,
            process.natives().failure(),
            "build valora.jar on the operating system and processor that it runs on"
                + " (-Djavacpp.platform= of another one leaves its libraries out)");
  }

  static Finding threads(ProcessFacts process, String remedy) {
    String subject = "threads of a task of " + process.name();
    int threads = process.natives().threads();
    if (!process.natives().areLoaded()) {
      return Finding.warn(subject, "unknown", "mend the native libraries first");
    }
    return threads == 1
        ? Finding.ok(subject, "1")
        : Finding.warn(subject, "%d: tasks get in each other's way".formatted(threads), remedy);
  }

  /** Such as {@code 3.5}. */
  private static String line(String version) {
    return version.replaceFirst("^(\\d+\\.\\d+).*", "$1");
  }
}
