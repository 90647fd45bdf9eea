package io.valora.tower;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class StandardizationTest {
  @Test
  void labelsGetMeanZeroAndDeviationOne() {
    Standardization scale = Standardization.of(2e9, 5e8);

    assertThat(scale.standardized(2.5e9)).isEqualTo(1);
    assertThat(scale.restored(-2)).isEqualTo(1e9);
  }

  @Test
  void whatWasBroughtToOneSizeIsBroughtBackInSixtyFourBits() {
    Standardization scale = Standardization.of(1e9, 0.5);

    assertThat(scale.restored((float) scale.standardized(1e9 + 0.25))).isEqualTo(1e9 + 0.25);
  }

  @Test
  void labelsThatAreAllEqualAreOnlyShifted() {
    assertThat(Standardization.of(7.5, 0)).isEqualTo(new Standardization(7.5, 1));
    assertThat(Standardization.of(1e9, 1e-8).standardDeviation()).isEqualTo(1);
    assertThat(Standardization.of(0, 1e-9).standardized(1e-9)).isCloseTo(1, Offset.offset(1e-12));
  }

  @Test
  void scalesThatNothingCanBeBroughtToAreRefused() {
    assertThatThrownBy(() -> new Standardization(Double.NaN, 1))
        .hasMessage("mean NaN must be finite, and standard deviation 1.0 above 0");
    assertThatThrownBy(() -> new Standardization(0, 0))
        .hasMessage("mean 0.0 must be finite, and standard deviation 0.0 above 0");
  }
}
