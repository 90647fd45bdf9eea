package io.valora.tower.device;

import com.sun.jna.FunctionMapper;
import com.sun.jna.Library;
import com.sun.jna.Native;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;

/**
 * The native library: the file that the system property {@code valora.device.library} or the
 * environment variable {@code VALORA_DEVICE_LIBRARY} names, else that of the build, which has one
 * when it was made with the profile {@code cuda}.
 */
public final class DeviceLibrary {
  public static final String PROPERTY = "valora.device.library";
  public static final String VARIABLE = "VALORA_DEVICE_LIBRARY";

  private static final String RESOURCE = "/native/linux-x86_64/libvalora_device.so";
  private static final String PREFIX = "valora_device_";

  private final DeviceFunctions functions;

  private DeviceLibrary(DeviceFunctions functions) {
    this.functions = functions;
  }

  /** The library of this process. */
  public static DeviceLibrary ofThisProcess() {
    String named = System.getProperty(PROPERTY, System.getenv(VARIABLE));
    return named == null ? Bundled.library() : load(Path.of(named));
  }

  /** That of a file. */
  public static DeviceLibrary load(Path file) {
    FunctionMapper mapper = (library, method) -> PREFIX + method.getName();
    try {
      return new DeviceLibrary(
          Native.loadLibrary(
              file.toAbsolutePath().toString(),
              DeviceFunctions.class,
              Map.of(Library.OPTION_FUNCTION_MAPPER, mapper)));
    } catch (LinkageError e) {
      throw new DeviceException(
          "Cannot load the device library %s: %s".formatted(file, e.getMessage()));
    }
  }

  DeviceFunctions functions() {
    return functions;
  }

  /** Throws what a code says. */
  void check(int code) {
    if (code != 0) {
      throw new DeviceException(code, functions.error());
    }
  }

  /** Unpacked once a process. */
  private static final class Bundled {
    private static DeviceLibrary loaded;

    private static synchronized DeviceLibrary library() {
      if (loaded == null) {
        loaded = load(unpacked());
      }
      return loaded;
    }

    private static Path unpacked() {
      try (InputStream bytes = DeviceLibrary.class.getResourceAsStream(RESOURCE)) {
        if (bytes == null) {
          throw new DeviceException(
              "This build has no device library (build it with -Pcuda, or name one by %s)"
                  .formatted(VARIABLE));
        }
        Path file = Files.createTempFile("libvalora_device", ".so");
        file.toFile().deleteOnExit();
        Files.copy(bytes, file, StandardCopyOption.REPLACE_EXISTING);
        return file;
      } catch (IOException e) {
        throw new DeviceException("Cannot unpack the device library: " + e.getMessage());
      }
    }
  }
}
