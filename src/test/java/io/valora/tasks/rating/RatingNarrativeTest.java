package io.valora.tasks.rating;

import static org.assertj.core.api.Assertions.assertThat;

import io.valora.evaluation.rating.KnownRatings;
import io.valora.evaluation.regression.RegressionMetrics;
import io.valora.report.TrainingSection;
import io.valora.testing.tasks.SampleReport;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RatingNarrativeTest {
  @Test
  void countsAreSingularWhereTheyMust() {
    assertThat(heldBack(1, 1, 0, 0))
        .isEqualTo(
            "Of 1 rating held back, 1 was predicted within half a star; 0 were off by more than"
                + " one and a half.");
  }

  @Test
  void worstRowsAreOnlyCalledOfThemWhenTheyAre() {
    assertThat(heldBack(20, 5, 12, 10)).endsWith(" one and a half. Ten of them:");
    assertThat(heldBack(20, 15, 3, 10)).endsWith(" one and a half. The ten furthest off:");
    assertThat(heldBack(20, 20, 0, 1)).endsWith(" one and a half. The one furthest off:");
  }

  @Test
  void comparisonSaysWhichOneIsBetterOrThatNobodyCanTell() {
    assertThat(comparedWith(1.25))
        .endsWith("is off by 0.93 (root mean square): its error is 26% smaller.");
    assertThat(comparedWith(0.93 / 1.05))
        .endsWith("its error is 5.0% larger, so the simple guess is the better one here.");
    assertThat(comparedWith(0.95)).endsWith(": a difference within this test’s margin of error.");
  }

  @Test
  void comparisonIsLeftOutWhenNobodyMeasuredIt() {
    assertThat(new RatingNarrative(SampleReport.bare()).comparison()).isEmpty();
    assertThat(new RatingNarrative(SampleReport.compared(itemMean(Double.NaN))).comparison())
        .isEmpty();
  }

  @Test
  void trainingSaysWhetherItStoppedEarly() {
    RatingReport full = SampleReport.full();
    List<TrainingSection.Epoch> epochs = full.run().training().epochs();

    assertThat(full.run().training().sentence())
        .isEqualTo(
            "Training stopped early, after 14 of at most 30 passes over the data, and the model"
                + " after pass 9 was kept.");
    RatingReport whole = SampleReport.trained(full, new TrainingSection("RMSE", epochs, 14, 14));
    assertThat(whole.run().training().sentence())
        .isEqualTo(
            "Training made all of its 14 passes over the data, as planned, and the model after"
                + " pass 14 was kept.");
    assertThat(whole.run().training().advice())
        .isEqualTo("It was still improving: more training.epochs than 14 may make it better.");
    assertThat(full.run().training().advice()).isEmpty();
    assertThat(new TrainingSection("RMSE", epochs, 0, 14).sentence())
        .endsWith("as planned, and what it started with was kept.");
    assertThat(new TrainingSection("RMSE", epochs, 9, 30, true).sentence())
        .endsWith(
            "the model after pass 9 was kept, then trained once more with the validation rows.");
    List<TrainingSection.Epoch> last = epochs.subList(13, 14);
    RatingReport measuredOnce =
        SampleReport.trained(full, new TrainingSection("RMSE", last, 14, 14));
    assertThat(measuredOnce.run().training().sentence())
        .as("an averaging may span several passes")
        .isEqualTo(whole.run().training().sentence());
  }

  @Test
  void historyOfAnUnknownIsNone() {
    RatingNarrative words = new RatingNarrative(SampleReport.bare());

    assertThat(words.history(new KnownRatings(0, Double.NaN))).isEqualTo("none");
    assertThat(words.history(new KnownRatings(1204, 3.456))).isEqualTo("1,204 (3.46)");
  }

  @Test
  void intervalIsSilentWhenUndefined() {
    assertThat(new RatingNarrative(SampleReport.full()).interval())
        .isEqualTo("95% interval 0.902 to 0.958");
    assertThat(new RatingNarrative(SampleReport.bare()).interval()).isEmpty();
  }

  private static String heldBack(long rows, long near, long far, int worst) {
    return new RatingNarrative(SampleReport.heldBack(rows, near, far, SampleReport.worst(worst)))
        .heldBack();
  }

  private static String comparedWith(double itemMeanRmse) {
    return new RatingNarrative(SampleReport.compared(itemMean(itemMeanRmse)))
        .comparison()
        .orElseThrow();
  }

  private static Map<String, RegressionMetrics> itemMean(double rmse) {
    return Map.of("item-mean", new RegressionMetrics(2233, rmse, 0.7, 0.2, 0.3));
  }
}
