package io.valora.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class GivenRowTest {
  @Test
  void argumentsAreNamesAndValues() {
    GivenRow row = GivenRow.ofArguments(List.of("user=42", "item=a=b", "text="));
    assertThat(row.byName()).containsEntry("user", "42").containsEntry("item", "a=b");
    assertThat(row.byName()).containsEntry("text", "").hasSize(3);
    assertThat(row.names()).containsExactly("user", "item", "text");
    assertThat(row.number()).isEqualTo(1);
  }

  @Test
  void argumentThatIsNoNameAndValueIsRefused() {
    for (String bare : List.of("good", "=good", "")) {
      assertThatThrownBy(() -> GivenRow.ofArguments(List.of("user=42", bare)))
          .hasMessage("Invalid NAME=VALUE: %s (must be a column, = and its value)", bare);
    }
  }

  @Test
  void nameThatIsGivenTwiceIsRefused() {
    GivenRow row = GivenRow.ofArguments(List.of("user=42", "item=a", "user=42"));
    assertThat(row.texts("user")).containsExactly("42", "42");
    assertThatThrownBy(row::byName).hasMessage("Invalid row: user is given twice");
  }

  @Test
  void problemOfARowIsItsMessage() {
    assertThatThrownBy(() -> GivenRow.bad(7, "it is not JSON").byName())
        .hasMessage("Invalid row: it is not JSON");
  }
}
