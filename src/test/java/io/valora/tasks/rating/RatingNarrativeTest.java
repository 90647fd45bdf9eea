package io.valora.tasks.rating;

import static org.assertj.core.api.Assertions.assertThat;

import io.valora.evaluation.regression.RegressionMetrics;
import io.valora.report.Contender;
import io.valora.report.Contender.Role;
import io.valora.report.TrainingSection;
import io.valora.tasks.rating.RatingReport.HeldBack;
import io.valora.tasks.rating.RatingReport.History;
import java.util.List;
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
    assertThat(heldBack(50, 0, 50, 20)).endsWith(" one and a half. 20 of them:");
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
    assertThat(new RatingNarrative(SampleReport.compared(contenders(Double.NaN))).comparison())
        .isEmpty();
  }

  @Test
  void trainingSaysWhetherItStoppedEarly() {
    RatingReport full = SampleReport.full();
    List<TrainingSection.Epoch> epochs = full.run().training().epochs();

    assertThat(new RatingNarrative(full).training())
        .isEqualTo(
            "Training stopped early, after 14 of at most 30 passes over the data, and the model"
                + " after pass 9 was kept.");
    RatingReport whole = SampleReport.trained(full, new TrainingSection("RMSE", epochs, 14, 14));
    assertThat(new RatingNarrative(whole).training())
        .isEqualTo(
            "Training made all of its 14 passes over the data, as planned, and the model after"
                + " pass 14 was kept.");
    List<TrainingSection.Epoch> last = epochs.subList(13, 14);
    RatingReport measuredOnce =
        SampleReport.trained(full, new TrainingSection("RMSE", last, 14, 14));
    assertThat(new RatingNarrative(measuredOnce).training())
        .as("an averaging may span several passes")
        .isEqualTo(new RatingNarrative(whole).training());
  }

  @Test
  void historyOfAnUnknownIsNone() {
    RatingNarrative words = new RatingNarrative(SampleReport.bare());

    assertThat(words.history(new History(0, Double.NaN))).isEqualTo("none");
    assertThat(words.history(new History(1204, 3.456))).isEqualTo("1,204 (3.46)");
  }

  @Test
  void intervalIsSilentWhenUndefined() {
    assertThat(new RatingNarrative(SampleReport.full()).interval())
        .isEqualTo("95% interval 0.902 to 0.958");
    assertThat(new RatingNarrative(SampleReport.bare()).interval()).isEmpty();
  }

  private static String heldBack(long rows, long near, long far, int worst) {
    HeldBack counts = new HeldBack(rows, near, far, SampleReport.worst(worst));
    return new RatingNarrative(SampleReport.heldBack(counts)).heldBack();
  }

  private static String comparedWith(double itemMeanRmse) {
    return new RatingNarrative(SampleReport.compared(contenders(itemMeanRmse)))
        .comparison()
        .orElseThrow();
  }

  private static List<Contender> contenders(double itemMeanRmse) {
    return List.of(
        new Contender(Role.NETWORK, "network", "", new RegressionMetrics(0, 0.93, 0.7, 0.2, 0.3)),
        new Contender(
            Role.ITEM_MEAN, "mean", "", new RegressionMetrics(0, itemMeanRmse, 0.7, 0.2, 0.3)));
  }
}
