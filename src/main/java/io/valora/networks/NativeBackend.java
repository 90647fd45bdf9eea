package io.valora.networks;

import java.util.Properties;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The native library that does the arithmetic of this JVM.
 *
 * @param name such as {@code CPU}
 * @param blas such as {@code OPENBLAS}
 */
public record NativeBackend(String name, String blas) {
  /** Loads the library when that hasn't happened yet. */
  public static NativeBackend ofThisProcess() {
    Properties properties = Nd4j.getExecutioner().getEnvironmentInformation();
    return new NativeBackend(
        String.valueOf(properties.get("backend")), String.valueOf(properties.get("blas.vendor")));
  }
}
