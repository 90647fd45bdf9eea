package io.valora.tower.device;

import com.sun.jna.Native;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.LongByReference;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * The devices of this process that replicas can be trained on.
 *
 * @param found in the driver's order
 * @param problem why there are none, or why some are left out; empty when nothing is wrong
 */
public record Devices(List<Device> found, String problem) implements Serializable {
  private static final int NAME_BYTES = 256;
  private static final int LEAST_CAPABILITY = 80;
  private static final int TEN = 10;
  private static final int HUNDRED = 100;

  public Devices {
    found = List.copyOf(found);
  }

  /**
   * One device.
   *
   * @param index by which {@link DeviceReplica} knows it
   * @param totalBytes of its memory
   * @param freeBytes of it when it was asked
   * @param driver newest version of CUDA that the driver knows, such as {@code 13.0}
   * @param runtime version of CUDA that the library was built with
   * @param computeCapability such as {@code 9.0}; {@code 0.0} for a library built for the processor
   */
  public record Device(
      int index,
      String name,
      long totalBytes,
      long freeBytes,
      String driver,
      String runtime,
      String computeCapability)
      implements Serializable {}

  /** Never throws: without a library, driver or card it says which is missing. */
  public static Devices ofThisProcess() {
    try {
      return of(DeviceLibrary.ofThisProcess());
    } catch (DeviceException e) {
      return new Devices(List.of(), e.getMessage());
    }
  }

  /** Those that a library sees. */
  public static Devices of(DeviceLibrary library) {
    try {
      IntByReference count = new IntByReference();
      library.check(library.functions().count(count));
      List<Device> found = new ArrayList<>();
      List<String> problems = new ArrayList<>();
      for (int index = 0; index < count.getValue(); index++) {
        add(library, index, found, problems);
      }
      if (count.getValue() == 0) {
        problems.add("NVIDIA's driver shows this process no device");
      }
      return new Devices(found, String.join("; ", problems));
    } catch (DeviceException e) {
      return new Devices(List.of(), e.getMessage());
    }
  }

  private static void add(
      DeviceLibrary library, int index, List<Device> found, List<String> problems) {
    byte[] name = new byte[NAME_BYTES];
    LongByReference total = new LongByReference();
    LongByReference free = new LongByReference();
    IntByReference driver = new IntByReference();
    IntByReference runtime = new IntByReference();
    IntByReference capability = new IntByReference();
    library.check(
        library
            .functions()
            .describe(index, name, NAME_BYTES, total, free, driver, runtime, capability));
    Device device =
        new Device(
            index,
            Native.toString(name),
            total.getValue(),
            free.getValue(),
            version(driver.getValue() / TEN),
            version(runtime.getValue() / TEN),
            capability.getValue() / TEN + "." + capability.getValue() % TEN);
    if (capability.getValue() > 0 && capability.getValue() < LEAST_CAPABILITY) {
      problems.add(
          "%s has compute capability %s (8.0 or newer is needed)"
              .formatted(device.name(), device.computeCapability()));
    } else {
      found.add(device);
    }
  }

  /** CUDA says 1204 tens for 12.4. */
  private static String version(int tens) {
    return tens / HUNDRED + "." + tens % HUNDRED;
  }
}
