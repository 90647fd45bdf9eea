package io.valora.lineage;

import static io.valora.lineage.LedgerCount.DROPPED;
import static io.valora.lineage.LedgerCount.DUPLICATES_DROPPED;
import static io.valora.lineage.LedgerCount.QUARANTINED;
import static io.valora.lineage.LedgerCount.READ;
import static io.valora.lineage.LedgerCount.TEST;
import static io.valora.lineage.LedgerCount.TRAIN;
import static io.valora.lineage.LedgerCount.TYPED;
import static io.valora.lineage.LedgerCount.VALIDATION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.valora.base.JobException;
import io.valora.base.Outcome;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class LedgerTest {
  private static final Ledger BALANCED =
      Ledger.EMPTY
          .with(READ, 100)
          .with(TYPED, 90)
          .with(QUARANTINED, 10)
          .with(DUPLICATES_DROPPED, 5)
          .with(TRAIN, 60)
          .with(VALIDATION, 8)
          .with(TEST, 17);

  @Test
  void aBalancedLedgerIsGivenBack() {
    assertThat(BALANCED.check()).isSameAs(BALANCED);
  }

  @Test
  void everyRowThatWasReadIsTypedOrQuarantined() {
    assertMismatch(
        () -> BALANCED.with(QUARANTINED, 9).check(),
        "Ledger mismatch: read 100 is not typed 90 + quarantined 9");
  }

  @Test
  void rowsThatAreDroppedOnPurposeCountWhereTheyAreKnown() {
    assertThatCode(() -> BALANCED.with(READ, 107).with(DROPPED, 7).check())
        .doesNotThrowAnyException();
    assertMismatch(
        () -> BALANCED.with(DROPPED, 1).check(),
        "Ledger mismatch: read 100 is not typed 90 + quarantined 10 + dropped 1");
  }

  @Test
  void everyTypedRowIsDroppedOrInAPart() {
    assertMismatch(
        () -> BALANCED.with(TEST, 18).check(),
        "Ledger mismatch: typed 90 is not"
            + " duplicates-dropped 5 + train 60 + validation 8 + test 18");
  }

  @Test
  void rulesWhoseCountsAreNotAllKnownAreNotChecked() {
    Ledger early = Ledger.EMPTY.with(READ, 100).with(TYPED, 1).with(TRAIN, 50).with(TEST, 60);
    assertThatCode(early::check).doesNotThrowAnyException();
    assertThatCode(() -> Ledger.EMPTY.checkTrained(5)).doesNotThrowAnyException();
    assertThatCode(() -> Ledger.EMPTY.checkEvaluated(5)).doesNotThrowAnyException();
  }

  @Test
  void anEpochTrainsTheRowsOfTrain() {
    assertThatCode(() -> BALANCED.checkTrained(60)).doesNotThrowAnyException();
    assertMismatch(
        () -> BALANCED.checkTrained(59),
        "Ledger mismatch: train 60 is not the 59 rows trained an epoch");
  }

  @Test
  void theRowsOfTestAreEvaluated() {
    assertThatCode(() -> BALANCED.checkEvaluated(17)).doesNotThrowAnyException();
    assertMismatch(
        () -> BALANCED.checkEvaluated(16), "Ledger mismatch: test 17 is not the 16 rows evaluated");
  }

  @Test
  void takesTheSizesOfASplit() {
    SplitFingerprint split =
        new SplitFingerprint(
            DatasetFingerprint.of(7, 1), DatasetFingerprint.of(2, 2), DatasetFingerprint.of(3, 3));
    assertThat(Ledger.EMPTY.with(split))
        .isEqualTo(Ledger.EMPTY.with(TRAIN, 7).with(VALIDATION, 2).with(TEST, 3));
  }

  @Test
  void aChangeLeavesTheOriginalAsItWas() {
    assertThat(Ledger.EMPTY.with(READ, 1).count(READ)).hasValue(1);
    assertThat(Ledger.EMPTY.count(READ)).isEmpty();
  }

  @Test
  void countsAreAtLeastZero() {
    assertThatThrownBy(() -> Ledger.EMPTY.with(DUPLICATES_DROPPED, -1))
        .hasMessage("Invalid ledger.duplicates-dropped: -1 (must be at least 0)");
  }

  private static void assertMismatch(ThrowingCallable call, String message) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            JobException.class,
            thrown -> assertThat(thrown.outcome()).isEqualTo(Outcome.DATA_REJECTED))
        .hasMessage(message);
  }
}
