package io.valora.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class HistogramTest {

  @Test
  void quantilesLieEvenlyInsideTheirBin() {
    Histogram histogram = new Histogram(1, 0.5, List.of(0L, 4L, 0L, 4L));

    assertThat(histogram.quantile(0)).isCloseTo(1.5, within(1e-12));
    assertThat(histogram.quantile(0.25)).isCloseTo(1.75, within(1e-12));
    assertThat(histogram.quantile(0.75)).isCloseTo(2.75, within(1e-12));
    assertThat(histogram.quantile(1)).isCloseTo(3, within(1e-12));
  }

  @Test
  void thereIsNoQuantileOfNoRows() {
    assertThat(new Histogram(0, 1, List.of(0L)).quantile(0.5)).isNaN();
  }

  @Test
  void emptyOrNegativeCountsAndWidthsAreRefused() {
    assertThatThrownBy(() -> new Histogram(0, 0, List.of(1L)))
        .hasMessage("Invalid bin-width: 0.0 (must be above 0)");
    assertThatThrownBy(() -> new Histogram(0, 1, List.of()))
        .hasMessage("Invalid counts: [] (must be one or more counts of at least 0)");
    assertThatThrownBy(() -> new Histogram(0, 1, List.of(-1L)))
        .hasMessage("Invalid counts: [-1] (must be one or more counts of at least 0)");
  }
}
