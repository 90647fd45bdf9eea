package io.valora.tower.device;

/** Failure of a device, or of its library. */
public final class DeviceException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private static final int OUT_OF_MEMORY = 2;

  private final boolean outOfMemory;

  DeviceException(String message) {
    super(message);
    this.outOfMemory = false;
  }

  DeviceException(int code, String message) {
    super(message);
    this.outOfMemory = code == OUT_OF_MEMORY;
  }

  /** Whether the device had not enough memory. */
  public boolean outOfMemory() {
    return outOfMemory;
  }
}
