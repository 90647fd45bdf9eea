package io.valora.training.loop;

import io.valora.tower.device.Devices;
import java.io.Serializable;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.apache.spark.SparkEnv;

/**
 * Devices of a JVM that trains.
 *
 * @param jvm the executor
 * @param host its machine
 */
record DeviceReport(String jvm, String host, Devices devices) implements Serializable {
  static DeviceReport ofThisProcess() {
    return new DeviceReport(SparkEnv.get().executorId(), machine(), Devices.ofThisProcess());
  }

  private static String machine() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return SparkEnv.get().blockManager().blockManagerId().host();
    }
  }

  /** Whether a replica can be on one. */
  boolean hasDevice() {
    return !devices.found().isEmpty();
  }

  /** Name and precision-deciding version of the first one. */
  String kind() {
    return devices.found().get(0).name();
  }

  /** Least free memory of one. */
  long freeBytes() {
    return devices.found().stream().mapToLong(Devices.Device::freeBytes).min().orElse(0);
  }
}
