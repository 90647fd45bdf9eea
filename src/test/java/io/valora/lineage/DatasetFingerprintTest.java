package io.valora.lineage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class DatasetFingerprintTest {
  @Test
  void writesTheSumAsSixteenDigits() {
    assertThat(DatasetFingerprint.of(2, 0xAB).hash()).isEqualTo("00000000000000ab");
    assertThat(DatasetFingerprint.of(2, -1).hash()).isEqualTo("ffffffffffffffff");
  }

  @Test
  void refusesWhatIsNoFingerprint() {
    assertThatThrownBy(() -> DatasetFingerprint.of(-1, 0))
        .hasMessage("Invalid rows: -1 (must be at least 0)");
    assertThatThrownBy(() -> new DatasetFingerprint(1, "AB"))
        .hasMessage("Invalid hash: AB (must be 16 hexadecimal digits)");
  }
}
