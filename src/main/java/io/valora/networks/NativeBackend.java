package io.valora.networks;

import io.valora.tower.OpenBlas;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOps;
import org.nd4j.nativeblas.NativeOpsHolder;

/**
 * The native libraries that do the arithmetic of this JVM: ND4J's backend under DL4J's layers, and
 * OpenBLAS under the tower.
 *
 * @param name of ND4J's backend, such as {@code CPU}
 * @param instructions that ND4J's library is compiled for, such as {@code avx2}
 * @param threads of ND4J's operations
 * @param blas of ND4J's products, such as {@code OPENBLAS}
 */
public record NativeBackend(
    String name, String instructions, String threads, String blas, OpenBlas openBlas) {
  /** Loads the libraries when that hasn't happened yet. */
  public static NativeBackend ofThisProcess() {
    Properties properties = Nd4j.getExecutioner().getEnvironmentInformation();
    NativeOps operations = NativeOpsHolder.getInstance().getDeviceNativeOps();
    return new NativeBackend(
        String.valueOf(properties.get("backend")),
        instructions(operations.binaryLevel()),
        Integer.toString(operations.ompGetMaxThreads()),
        String.valueOf(properties.get("blas.vendor")),
        OpenBlas.ofThisProcess());
  }

  /** By the names that {@code run.json} has for them. */
  public Map<String, String> facts() {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("nd4j-backend", name);
    facts.put("nd4j-instructions", instructions);
    facts.put("nd4j-threads", threads);
    facts.put("blas", blas);
    facts.put("openblas-core", openBlas.core());
    facts.put("openblas-threads", Integer.toString(openBlas.threads()));
    return facts;
  }

  /** As libnd4j numbers them. */
  private static String instructions(int level) {
    return switch (level) {
      case 1 -> "x86-64";
      case 2 -> "avx2";
      case 3 -> "avx512";
      default -> "unknown";
    };
  }
}
