package io.valora.features.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.valora.base.JobException;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextEncoderJsonTest {
  private static final TextConfig HASHED =
      new TextConfig(3, 7, 4, 12, 500, LetterCase.AS_WRITTEN, Weighting.PRESENCE, 0.5);
  private static final TextConfig LISTED =
      new TextConfig(1, 20_000, 2, 0, 0, LetterCase.LOWER, Weighting.COUNT_RATIO, 1);

  @Test
  void everyConfigurationIsReadBack() {
    for (TextConfig config : List.of(HASHED, LISTED)) {
      assertThat(TextEncoderJson.parse("encoder.json", TextEncoderJson.write(config)))
          .isEqualTo(config);
    }
  }

  @Test
  void whatIsNoConfigurationIsRefused() {
    String json = TextEncoderJson.write(LISTED);
    assertRefused(json.replace(": 1,", ": 9,"), "unknown format-version 9 (this version reads 1)");
    assertRefused(json.replace("\"lower\"", "\"UPPER\""), "letter-case is \"UPPER\" (must be one");
    assertRefused(json.replace("\"hash-bits\" : 0", "\"hash-bits\" : 12"), "no count ratio");
    assertRefused(json.replace("\"max-length\" : 0", "\"max-length\" : -1"), "must be at least 0");
    assertRefused(json.replace("ngrams", "grams"), "missing key ngrams");
  }

  private static void assertRefused(String json, String reason) {
    assertThatThrownBy(() -> TextEncoderJson.parse("encoder.json", json))
        .isInstanceOf(JobException.class)
        .hasMessageStartingWith("Cannot read encoder.json: ")
        .hasMessageContaining(reason);
  }
}
