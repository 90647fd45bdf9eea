package io.valora.tower.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.valora.testing.tower.HostLibrary;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class DevicesTest {
  @Test
  void theProcessorIsTheDeviceOfALibraryBuiltForIt() {
    Devices devices = Devices.of(HostLibrary.orSkip());
    assertThat(devices.problem()).isEmpty();
    assertThat(devices.found()).hasSize(1);
    Devices.Device host = devices.found().get(0);
    assertThat(host.index()).isZero();
    assertThat(host.name()).isEqualTo("host");
    assertThat(host.totalBytes()).isGreaterThan(host.freeBytes());
    assertThat(host.freeBytes()).isPositive();
    assertThat(host.computeCapability()).isEqualTo("0.0");
  }

  @Test
  void aBuildWithoutTheLibrarySaysHowToGetIt() {
    String bundled = "/native/linux-x86_64/libvalora_device.so";
    assumeTrue(
        DevicesTest.class.getResource(bundled) == null
            && System.getenv(DeviceLibrary.VARIABLE) == null);
    assertThat(Devices.ofThisProcess().found()).isEmpty();
    assertThat(Devices.ofThisProcess().problem())
        .isEqualTo(
            "This build has no device library (build it with -Pcuda, or name one by"
                + " VALORA_DEVICE_LIBRARY)");
  }

  @Test
  void aFileThatIsNoLibraryIsNamed() {
    assertThatThrownBy(() -> DeviceLibrary.load(Path.of("pom.xml")))
        .isInstanceOf(DeviceException.class)
        .hasMessageStartingWith("Cannot load the device library pom.xml: ");
  }
}
