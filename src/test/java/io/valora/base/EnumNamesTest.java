package io.valora.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class EnumNamesTest {
  private enum Policy {
    KEEP,
    LAST_WINS
  }

  @Test
  void namesAreInLowerCaseWithDashes() {
    assertThat(EnumNames.nameOf(Policy.LAST_WINS)).isEqualTo("last-wins");
    assertThat(EnumNames.namesOf(Policy.class)).containsExactly("keep", "last-wins");
  }

  @Test
  void aNameLeadsBackToItsConstant() {
    assertThat(EnumNames.constant(Policy.class, "last-wins")).isEqualTo(Policy.LAST_WINS);
    assertThatThrownBy(() -> EnumNames.constant(Policy.class, "first-wins"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageEndingWith("Policy.FIRST_WINS");
  }
}
