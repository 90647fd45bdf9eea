package io.valora.training;

import io.valora.config.ConfigSection;
import io.valora.tower.device.Precision;

/**
 * Device that the averaging engine computes on.
 *
 * @param precision of products on a GPU; the processor's are always of FP32
 */
public record DeviceConfig(Kind kind, Precision precision) {
  /** The processor. */
  public static final DeviceConfig PROCESSOR = new DeviceConfig(Kind.CPU, Precision.FP32);

  /** Kind of device. */
  public enum Kind {
    /** The processor: the same bits on every machine. */
    CPU,
    /** NVIDIA's, on every machine that trains; without one the training is refused. */
    GPU,
    /** GPUs where every machine that trains has one, else the processor. */
    AUTO
  }

  /** Of the section {@code training}. */
  static DeviceConfig from(ConfigSection section) {
    return new DeviceConfig(
        section.choice("device", Kind.class, Kind.CPU),
        section.choice("gpu-precision", Precision.class, Precision.FP32));
  }
}
