package io.valora.networks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.valora.tower.TableShape;
import io.valora.tower.TableShape.Entries;
import io.valora.tower.TowerDesign;
import io.valora.tower.TowerLoss;
import io.valora.tower.TowerShape;
import io.valora.tower.UpdateRule;
import java.util.List;
import org.junit.jupiter.api.Test;

class RowSignatureTest {
  private static final TowerDesign DESIGN =
      new TowerDesign(
          List.of(new TableShape(91, 1, Entries.BAG, 0)),
          TowerShape.factors(0, TowerLoss.CROSS_ENTROPY),
          new UpdateRule.GradientDescent(0.1f),
          0,
          0,
          0);

  /** A logit that depends on the term and on what was learned. */
  private static RowScorer learned(float weight) {
    return (batch, outputs) -> outputs[0] = weight * batch.bags(0).index(0);
  }

  @Test
  void goldenRowsAreSpreadOverTheTable() {
    assertThat(RowSignature.of(DESIGN, learned(1)).outputs())
        .containsExactly(0f, 10f, 20f, 30f, 40f, 50f, 60f, 70f, 80f, 90f);
  }

  @Test
  void signatureOfAnEarlierRunIsRead() {
    String written =
        "{\"format-version\": 1, \"golden-outputs\":"
            + " [0.0, 2.5, 5.0, 7.5, 10.0, 12.5, 15.0, 17.5, 20.0, 22.5]}";
    assertThat(RowSignature.fromJson("s.json", written))
        .isEqualTo(RowSignature.of(DESIGN, learned(0.25f)));
  }

  @Test
  void networkThatGivesOtherOutputsIsRefused() {
    RowSignature signature = RowSignature.of(DESIGN, learned(1));
    signature.verify(DESIGN, learned(1.00001f));
    assertThatThrownBy(() -> signature.verify(DESIGN, learned(1.1f)))
        .hasMessage("Cannot load the model: golden row 1 gives 11.0 instead of 10.0");
    assertThatThrownBy(() -> signature.verify(DESIGN, learned(Float.NaN)))
        .hasMessage("Cannot load the model: golden row 0 gives NaN instead of 0.0");
  }

  @Test
  void otherTextsAreRefused() {
    for (String text :
        List.of("nothing", "{}", "{\"format-version\": 1, \"golden-outputs\": [1]}")) {
      assertThatThrownBy(() -> RowSignature.fromJson("s.json", text))
          .hasMessage(
              "Cannot read s.json: it is no model signature of format-version 1 with 10 golden"
                  + " outputs");
    }
  }
}
