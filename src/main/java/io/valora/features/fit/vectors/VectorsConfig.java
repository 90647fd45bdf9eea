package io.valora.features.fit.vectors;

import io.valora.config.ConfigSection;
import io.valora.features.text.TextConfig;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The section {@code features.text.vectors} of a job: what the table of terms starts at.
 *
 * @param frozen whether training leaves the table as it is
 */
public record VectorsConfig(VectorSource source, boolean frozen) {
  private static final String VECTORS = "vectors";
  private static final String SOURCE = "source";
  private static final String TRAIN = "train";

  /**
   * Reads the section, noting problems in it; empty where the job has none.
   *
   * @param text the section {@code features.text}
   * @param terms what was read from it
   * @param networkDimension numbers of the network's embeddings; empty when its terms have none
   * @param jobSeed of vectors that are trained
   */
  public static Optional<VectorsConfig> from(
      ConfigSection text, TextConfig terms, OptionalInt networkDimension, long jobSeed) {
    Optional<ConfigSection> section = text.optionalSection(VECTORS);
    if (section.isPresent()) {
      String given = section.get().has(TRAIN) ? TRAIN : SOURCE;
      if (networkDimension.isEmpty()) {
        text.invalid(VECTORS, given, "must be left out: network.kind bag-of-terms has none");
      }
      if (terms.hashes()) {
        text.invalid(VECTORS, given, "must be left out: with hash-bits no word is known");
      }
    }
    return section.map(vectors -> of(text, vectors, networkDimension.orElse(1), jobSeed));
  }

  private static VectorsConfig of(
      ConfigSection text, ConfigSection section, int dimension, long jobSeed) {
    Optional<ConfigSection> training = section.optionalSection(TRAIN);
    if (section.has(SOURCE) == training.isPresent()) {
      text.invalid(VECTORS, training.isPresent() ? "both" : "neither", "must have source or train");
    }
    VectorSource source =
        training.isPresent()
            ? Word2VecConfig.from(training.get(), dimension, jobSeed)
            : new VectorFile(
                section.text(SOURCE, ""),
                section.choice("format", VectorFormat.class, VectorFormat.BY_CONTENT),
                dimension);
    return new VectorsConfig(source, section.flag("frozen", false));
  }
}
