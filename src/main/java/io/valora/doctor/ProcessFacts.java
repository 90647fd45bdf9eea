package io.valora.doctor;

import io.valora.base.RootCause;
import io.valora.lineage.CodeVersion;
import io.valora.networks.NativeBackend;
import io.valora.tower.device.Devices;
import java.io.Serializable;

/**
 * Versions and native libraries of one process, the driver or an executor.
 *
 * @param name such as {@code driver} or {@code executor 1 on node7}
 * @param java version of its JVM, such as {@code 17.0.13+11}
 * @param spark version that runs there
 * @param code version and commit of Valora that it has
 * @param natives libraries that do its arithmetic
 * @param devices GPUs that it sees
 */
record ProcessFacts(
    String name, String java, String spark, String code, Natives natives, Devices devices)
    implements Serializable {
  /**
   * The native libraries of a process.
   *
   * @param text which they are
   * @param threads of a product, the larger of OpenBLAS's and ND4J's
   * @param failure why they can't be loaded; empty when they can
   */
  record Natives(String text, int threads, String failure) implements Serializable {
    boolean areLoaded() {
      return failure.isEmpty();
    }
  }

  /** Those of this process, whose native libraries are loaded for it. */
  static ProcessFacts ofThis(String name) {
    CodeVersion code = CodeVersion.ofThisBuild();
    return new ProcessFacts(
        name,
        Runtime.version().toString(),
        org.apache.spark.package$.MODULE$.SPARK_VERSION(),
        code.version() + " (" + code.commit() + ")",
        loaded(),
        Devices.ofThisProcess());
  }

  private static Natives loaded() {
    try {
      NativeBackend backend = NativeBackend.ofThisProcess();
      int threads = Math.max(backend.openBlas().threads(), Integer.parseInt(backend.threads()));
      String text =
          "OpenBLAS for %s; ND4J's %s for %s"
              .formatted(backend.openBlas().core(), backend.name(), backend.instructions());
      return new Natives(text, threads, "");
    } catch (RuntimeException | LinkageError e) {
      return new Natives("", 0, String.valueOf(RootCause.of(e)).lines().findFirst().orElse(""));
    }
  }
}
