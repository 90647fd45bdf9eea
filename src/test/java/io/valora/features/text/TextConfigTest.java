package io.valora.features.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.valora.config.ConfigSection;
import io.valora.config.JobText;
import io.valora.config.Problems;
import org.junit.jupiter.api.Test;

class TextConfigTest {
  static final TextConfig DEFAULTS =
      new TextConfig(1, 20_000, 2, 0, 0, LetterCase.LOWER, Weighting.AVERAGE, 1);

  private final Problems problems = new Problems("job.yaml");

  @Test
  void hasDefaults() {
    assertThat(read("job: reviews")).isEqualTo(DEFAULTS);
    assertThat(DEFAULTS.hashes()).isFalse();
    assertThatCode(problems::throwIfAny).doesNotThrowAnyException();
  }

  @Test
  void readsEveryKey() {
    String section =
        "{ngrams: 3, vocabulary-size: 1000000, min-count: 5, max-length: 400,"
            + " letter-case: as-written, weighting: count-ratio}";
    assertThat(read("features: {text: " + section + "}"))
        .isEqualTo(
            new TextConfig(
                3, 1_000_000, 5, 0, 400, LetterCase.AS_WRITTEN, Weighting.COUNT_RATIO, 1));
    assertThat(read("features: {text: {hash-bits: 18, weighting: presence}}"))
        .isEqualTo(new TextConfig(1, 20_000, 2, 18, 0, LetterCase.LOWER, Weighting.PRESENCE, 1));
    assertThatCode(problems::throwIfAny).doesNotThrowAnyException();
  }

  @Test
  void refusesWhatIsOutOfRange() {
    read(
        "features: {text: {ngrams: 4, vocabulary-size: 0, min-count: 0, hash-bits: 25,"
            + " max-length: -1}}");
    read("features: {text: {ngrams: 0, hash-bits: 18, weighting: count-ratio}}");
    read("features: {text: {hash-bits: 7}}");
    assertThatThrownBy(problems::throwIfAny)
        .hasMessageContaining(
            "Invalid features.text.ngrams: 4 (must be a whole number from 1 to 3)")
        .hasMessageContaining(
            "Invalid features.text.vocabulary-size: 0 (must be a whole number of at least 1)")
        .hasMessageContaining(
            "Invalid features.text.min-count: 0 (must be a whole number of at least 1)")
        .hasMessageContaining(
            "Invalid features.text.hash-bits: 25 (must be a whole number from 8 to 24)")
        .hasMessageContaining(
            "Invalid features.text.hash-bits: 7 (must be a whole number from 8 to 24)")
        .hasMessageContaining(
            "Invalid features.text.max-length: -1 (must be a whole number of at least 0)")
        .hasMessageContaining(
            "Invalid features.text.ngrams: 0 (must be a whole number from 1 to 3)")
        .hasMessageContaining(
            "Invalid features.text.weighting: count-ratio"
                + " (must be average or presence with hash-bits)");
  }

  @Test
  void recordsRefuseWhatMakesNoSense() {
    assertRefused(4, 0, "ngrams 4 is not 1, 2 or 3");
    assertRefused(1, 3, "hash bits 3 are neither 0 nor from 8 to 24");
    assertRefused(1, 10, "hashed terms have no count ratio");
    assertThatThrownBy(() -> new TextConfig(1, 0, 1, 0, -1, LetterCase.LOWER, Weighting.AVERAGE, 1))
        .hasMessage(
            "vocabulary size 0 and min count 1 must be at least 1, max length -1 at least 0");
  }

  private static void assertRefused(int ngrams, int hashBits, String message) {
    assertThatThrownBy(
            () ->
                new TextConfig(
                    ngrams, 1, 1, hashBits, 0, LetterCase.LOWER, Weighting.COUNT_RATIO, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  private TextConfig read(String yaml) {
    ConfigSection job = new ConfigSection(JobText.parse("job.yaml", yaml), problems);
    return TextConfig.from(job.section("features").section("text"));
  }
}
