package io.valora.features.fit.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.valora.config.ConfigSection;
import io.valora.config.JobText;
import io.valora.config.Problems;
import io.valora.features.text.TextConfig;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class VectorsConfigTest {
  private static final OptionalInt FIFTY = OptionalInt.of(50);
  private static final long SEED = 42;

  private final Problems problems = new Problems("job.yaml");

  @Test
  void aJobWithoutTheSectionHasNone() {
    assertThat(read("{}", FIFTY)).isEmpty();
    assertThat(read("{hash-bits: 18}", OptionalInt.empty())).isEmpty();
    problems.throwIfAny();
  }

  @Test
  void hasDefaults() {
    assertThat(read("{vectors: {source: glove.txt}}", FIFTY))
        .contains(
            new VectorsConfig(new VectorFile("glove.txt", VectorFormat.BY_CONTENT, 50), false));
    assertThat(read("{vectors: {train: {}}}", FIFTY))
        .contains(new VectorsConfig(new Word2VecConfig(50, 5, 5, 1, 1, 0.025, 1_000, SEED), false));
    problems.throwIfAny();
  }

  @Test
  void readsEveryKey() {
    assertThat(read("{vectors: {source: a.bin, format: word2vec-binary, frozen: true}}", FIFTY))
        .contains(
            new VectorsConfig(new VectorFile("a.bin", VectorFormat.WORD2VEC_BINARY, 50), true));
    String train =
        "{dimension: 64, window: 3, min-count: 2, epochs: 4, partitions: 8, learning-rate: 0.05,"
            + " max-sentence-length: 200, seed: 7}";
    assertThat(read("{vectors: {train: " + train + ", frozen: true}}", OptionalInt.of(64)))
        .contains(new VectorsConfig(new Word2VecConfig(64, 3, 2, 4, 8, 0.05, 200, 7), true));
    problems.throwIfAny();
  }

  @Test
  void whatIsInForceReadAgainGivesTheSame() {
    for (String section : new String[] {"{source: a, format: glove}", "{train: {epochs: 2}}"}) {
      ConfigSection text = section("{vectors: " + section + "}");
      VectorsConfig config = read(text, FIFTY).orElseThrow();
      assertThat(read(text.resolved().toString(), FIFTY)).contains(config);
    }
    problems.throwIfAny();
  }

  @Test
  void everythingThatCannotBeIsReportedAtOnce() {
    read("{vectors: {source: a, train: {dimension: 64}}}", FIFTY);
    read("{vectors: {}}", FIFTY);
    read("{hash-bits: 18, vectors: {source: a, format: glov}}", OptionalInt.empty());
    String train =
        "{window: 0, min-count: 0, epochs: 0, partitions: 0, learning-rate: 0,"
            + " max-sentence-length: 0, seed: -1}";
    read("{vectors: {train: " + train + "}}", FIFTY);
    String whole = " (must be a whole number of at least 1)";
    assertThatThrownBy(problems::throwIfAny)
        .hasMessageContaining("Invalid vectors: both (must have source or train)")
        .hasMessageContaining(
            "Invalid vectors.train.dimension: 64 (must be network.embedding-dimension, 50)")
        .hasMessageContaining("Invalid vectors: neither (must have source or train)")
        .hasMessageContaining(
            "Invalid vectors: source (must be left out: network.kind bag-of-terms has none)")
        .hasMessageContaining(
            "Invalid vectors: source (must be left out: with hash-bits no word is known)")
        .hasMessageContaining(
            "Invalid vectors.format: glov (must be one of by-content, word2vec-text,"
                + " word2vec-binary, glove")
        .hasMessageContaining("Invalid vectors.train.window: 0" + whole)
        .hasMessageContaining("Invalid vectors.train.min-count: 0" + whole)
        .hasMessageContaining("Invalid vectors.train.epochs: 0" + whole)
        .hasMessageContaining("Invalid vectors.train.partitions: 0" + whole)
        .hasMessageContaining("Invalid vectors.train.learning-rate: 0 (must be a number above 0)")
        .hasMessageContaining("Invalid vectors.train.max-sentence-length: 0" + whole)
        .hasMessageContaining("Invalid vectors.train.seed: -1");
  }

  @Test
  void theKeysOfOneSourceAreUnknownInTheOther() {
    ConfigSection text = section("{vectors: {train: {}, format: glove}}");
    read(text, FIFTY);
    text.rejectUnknownKeys();
    assertThatThrownBy(problems::throwIfAny).hasMessageContaining("Unknown key vectors.format");
  }

  private Optional<VectorsConfig> read(String yaml, OptionalInt dimension) {
    return read(section(yaml), dimension);
  }

  private static Optional<VectorsConfig> read(ConfigSection text, OptionalInt dimension) {
    return VectorsConfig.from(text, TextConfig.from(text), dimension, SEED);
  }

  private ConfigSection section(String yaml) {
    return new ConfigSection(JobText.parse("job.yaml", yaml), problems);
  }
}
