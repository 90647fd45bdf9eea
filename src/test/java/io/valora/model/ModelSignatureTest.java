package io.valora.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.valora.testing.model.EarlierSignatures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ModelSignatureTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden/signature.json");

  /** Stars that depend on both indices and on what was learned. */
  private static PairScorerFactory learned(float weight) {
    return () ->
        (users, items, length, stars) -> {
          for (int i = 0; i < length; i++) {
            stars[i] = 3 + weight * (users[i] - 2 * items[i]) / 64;
          }
        };
  }

  @Test
  void goldenFileIsWrittenAndReadAsItStands() throws IOException {
    ModelSignature signature = EarlierSignatures.of(learned(1), 90, 18);
    assertThat(EarlierSignatures.json(signature)).isEqualTo(Files.readString(GOLDEN).strip());
    assertThat(ModelSignature.fromJson("signature.json", Files.readString(GOLDEN)))
        .isEqualTo(signature);
  }

  @Test
  void modelThatPredictsTheSameIsAccepted() {
    EarlierSignatures.of(learned(1), 90, 18).verify(learned(1));
  }

  @Test
  void modelThatPredictsOtherwiseIsRefused() {
    ModelSignature signature = EarlierSignatures.of(learned(1), 90, 18);
    assertThatThrownBy(() -> signature.verify(learned(1.1f)))
        .hasMessageStartingWith("Cannot load the model: golden row 1 gives ");
    assertThatThrownBy(() -> signature.verify(learned(Float.NaN)))
        .hasMessageContaining("golden row 0 gives NaN instead of 3.0 stars");
  }

  @Test
  void otherTextsAreRefused() {
    assertThatThrownBy(() -> ModelSignature.fromJson("s.json", "{\"format-version\": 9}"))
        .hasMessage("Cannot read s.json: unknown format-version 9 (this version reads 1)");
    assertThatThrownBy(() -> ModelSignature.fromJson("s.json", "{\"format-version\": 1}"))
        .hasMessage("Cannot read s.json: it is no model signature");
    assertThatThrownBy(() -> ModelSignature.fromJson("s.json", "nothing"))
        .hasMessage("Cannot read s.json: it is no model signature");
  }
}
