package io.valora.tower;

import com.sun.jna.Function;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.openblas.global.openblas;
import org.bytedeco.openblas.presets.openblas_nolapack;

/**
 * The OpenBLAS of this JVM.
 *
 * @param core the kind of processor that it has chosen its kernels for, such as {@code SkylakeX};
 *     the environment variable {@code OPENBLAS_CORETYPE} overrules it
 * @param threads of a product
 */
public record OpenBlas(String core, int threads) {
  /** Loads the library when that hasn't happened yet. */
  public static OpenBlas ofThisProcess() {
    Loader.load(openblas.class);
    return new OpenBlas(coreName(), openblas_nolapack.blas_get_num_threads());
  }

  /**
   * A task is a thread, and how many share a product shows in the last bits of its sums. ND4J, when
   * it is loaded later, sets as many as the processor has cores.
   */
  public static void useOneThread() {
    Loader.load(openblas.class);
    openblas_nolapack.blas_set_num_threads(1);
  }

  /** JavaCPP has no binding for this function, so it is called by its address. */
  private static String coreName() {
    try (Pointer address = Loader.addressof("openblas_get_corename")) {
      return address == null
          ? "unknown"
          : Function.getFunction(new com.sun.jna.Pointer(address.address()))
              .invokeString(new Object[0], false);
    } catch (LinkageError e) {
      return "unknown";
    }
  }
}
