package io.valora.features.fit.side;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SideBinsTest {
  @Test
  void quantilesThatFallTogetherMakeOneEdge() {
    SideBins bins = SideBins.between(1, List.of(1.0, 2.0, 2.0, 4.5));
    assertThat(bins.edges()).containsExactly(2.0, 4.5);
    assertThat(bins.names()).containsExactly("below 2", "from 2 to below 4.5", "from 4.5");
    assertThat(bins.low(0)).isNull();
    assertThat(bins.high(1)).isEqualTo(4.5);
    assertThat(bins.high(2)).isNull();
  }

  @Test
  void equalNumbersMakeOneBin() {
    assertThat(SideBins.between(7, List.of(7.0, 7.0)).names()).containsExactly("any");
  }
}
