package io.valora.tasks.rating;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.valora.report.LedgerSection;
import io.valora.tasks.rating.RatingReport.HeldBack;
import java.util.List;
import org.junit.jupiter.api.Test;

class RatingReportTest {
  @Test
  void exactlyOneContenderIsTheNetwork() {
    assertThatThrownBy(() -> SampleReport.compared(List.of()))
        .hasMessage("Invalid contenders: 0 networks (must hold exactly one)");
  }

  @Test
  void countsCannotExceedTheRows() {
    assertThat(new HeldBack(10, 6, 1, List.of()).between()).isEqualTo(3);
    assertThatThrownBy(() -> new HeldBack(10, 8, 3, List.of()))
        .hasMessage("Invalid counts: 8 within and 3 beyond (must add up to at most the 10 rows)");
  }

  @Test
  void ledgerIsBalancedOnlyWhenBothSumsAre() {
    assertThat(new LedgerSection(10, 8, 2, 1, 5, 1, 1).balanced()).isTrue();
    assertThat(new LedgerSection(11, 8, 2, 1, 5, 1, 1).balanced()).isFalse();
    assertThat(new LedgerSection(10, 8, 2, 1, 4, 1, 1).missingFromTyped()).isEqualTo(1);
  }
}
