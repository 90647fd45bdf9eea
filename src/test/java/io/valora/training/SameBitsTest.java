package io.valora.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.valora.testing.training.SameBitsRun;
import java.util.List;
import org.junit.jupiter.api.Test;

class SameBitsTest {
  @Test
  void everyClusterShapeAndEveryDeathGivesTheSameBits() {
    List<String> hashes = SameBitsRun.everywhere();

    assertThat(hashes).hasSize(6).containsOnly(hashes.get(0));
    assertThat(hashes.get(0)).matches("[0-9a-f]{64}");
  }

  @Test
  void factorsHaveTheSameBitsOnEveryClusterShape() {
    List<String> hashes = SameBitsRun.factorsEverywhere();

    assertThat(hashes).hasSize(3).containsOnly(hashes.get(0));
  }
}
