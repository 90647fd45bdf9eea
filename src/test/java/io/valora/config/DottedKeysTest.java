package io.valora.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DottedKeysTest {
  @Test
  void everyValueStandsUnderItsPathInTheOrderOfTheTree() {
    assertThat(
            DottedKeys.of(JobText.parse("j", "b: {d: 1, c: [1, 2]}\na: [{x: y}, {x: z}]\ne: ''")))
        .hasToString("{b.d=1, b.c=[1, 2], a[0].x=y, a[1].x=z, e=}");
  }

  @Test
  void differencesNameChangedAddedAndRemovedKeys() {
    assertThat(
            DottedKeys.differences(
                JobText.parse("j", "a: 1\nb: 2\nc: {d: 3}"),
                JobText.parse("j", "a: 1\nb: 3\ne: 4")))
        .containsExactly("b", "c.d", "e");
  }
}
