package io.valora.tower;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;

/**
 * Tells whether vectors of eight floats are instructions here: the JVM was started with {@code
 * --add-modules jdk.incubator.vector}, its second compiler is on, without which each vector would
 * be an object, and the processor has registers that wide.
 */
final class SimdSupport {
  private static final String MODULE = "jdk.incubator.vector";
  private static final int SECOND_COMPILER = 4;
  private static final int BYTES = RowArithmetic.LANES * Float.BYTES;
  private static final boolean THERE = find();

  private SimdSupport() {}

  static boolean isThere() {
    return THERE;
  }

  private static boolean find() {
    return ModuleLayer.boot().findModule(MODULE).isPresent()
        && option("TieredStopAtLevel") >= SECOND_COMPILER
        && option("MaxVectorSize") >= BYTES;
  }

  /** A number among the JVM's options; 0 where it has no such option. */
  private static long option(String name) {
    try {
      return Long.parseLong(
          ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
              .getVMOption(name)
              .getValue());
    } catch (IllegalArgumentException | NullPointerException none) {
      return 0;
    }
  }
}
