package io.valora.tasks.rating;

import static org.assertj.core.api.Assertions.assertThat;

import io.valora.evaluation.rating.WorstError;
import io.valora.report.Contender;
import io.valora.report.LedgerSection;
import io.valora.testing.tasks.SampleReport;
import org.junit.jupiter.api.Test;

class RatingReportTest {
  @Test
  void networkStandsBeforeTheBaselines() {
    assertThat(SampleReport.full().contenders())
        .extracting(Contender::name)
        .containsExactly("network", "global-mean", "item-mean", "bias", "als");
    assertThat(SampleReport.full().contenders())
        .allSatisfy(one -> assertThat(one.description()).endsWith("."));
  }

  @Test
  void tenOfTheWorstRowsAreShown() {
    assertThat(SampleReport.heldBack(50, 0, 50, SampleReport.worst(20)).worst())
        .hasSize(10)
        .extracting(WorstError::prediction)
        .startsWith(4.9);
  }

  @Test
  void everyTestRowIsNearOrFarOrBetween() {
    assertThat(SampleReport.heldBack(10, 6, 1, SampleReport.worst(1)).test().between())
        .isEqualTo(3);
  }

  @Test
  void overlapThatNobodyCountedIsNone() {
    assertThat(SampleReport.full().leak("same-input")).isEqualTo(12);
    assertThat(SampleReport.bare().leak("same-input")).isZero();
  }

  @Test
  void ledgerIsBalancedOnlyWhenBothSumsAre() {
    assertThat(new LedgerSection(11, 8, 2, 1, 1, 5, 1, 1).balanced()).isTrue();
    assertThat(new LedgerSection(12, 8, 2, 1, 1, 5, 1, 1).balanced()).isFalse();
    assertThat(new LedgerSection(11, 8, 2, 1, 1, 4, 1, 1).missingFromTyped()).isEqualTo(1);
  }
}
