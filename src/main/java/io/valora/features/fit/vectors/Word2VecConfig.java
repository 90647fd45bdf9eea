package io.valora.features.fit.vectors;

import io.valora.config.ConfigSection;
import io.valora.features.text.TextEncoder;

/**
 * The section {@code features.text.vectors.train} of a job: vectors of words, trained by Spark's
 * Word2Vec (skip-gram with hierarchical softmax; Mikolov et al., 2013).
 *
 * @param dimension numbers of a vector, at least 1
 * @param window words on either side that count as a word's company, at least 1
 * @param minCount words that occur less often in the texts get no vector; at least 1
 * @param epochs passes over the texts, at least 1
 * @param partitions shares of the texts that are trained side by side, and averaged after each
 *     epoch; at least 1. With 1 the vectors are the same wherever they are trained; more are
 *     faster, and each training gives slightly other vectors, because Spark lets those of one JVM
 *     write into the same arrays
 * @param learningRate of the first word, above 0; it falls to nearly nothing over the texts
 * @param maxSentenceLength words after which a text is cut; company doesn't reach over the cut
 * @param seed of where the vectors start
 */
public record Word2VecConfig(
    int dimension,
    int window,
    int minCount,
    int epochs,
    int partitions,
    double learningRate,
    int maxSentenceLength,
    long seed)
    implements VectorSource {
  /**
   * Reads the section, noting problems in it.
   *
   * @param networkDimension what the dimension must be, and is unless given
   * @param jobSeed the seed where the section has none
   */
  static Word2VecConfig from(ConfigSection section, int networkDimension, long jobSeed) {
    int dimension = section.integer("dimension", networkDimension, 1);
    if (dimension != networkDimension) {
      section.invalid(
          "dimension", dimension, "must be network.embedding-dimension, " + networkDimension);
    }
    return new Word2VecConfig(
        networkDimension,
        section.integer("window", 5, 1),
        section.integer("min-count", 5, 1),
        section.integer("epochs", 1, 1),
        section.integer("partitions", 1, 1),
        section.positive("learning-rate", 0.025),
        section.integer("max-sentence-length", 1_000, 1),
        section.wholeNumber("seed", jobSeed, 0));
  }

  @Override
  public TermVectors vectors(TextEncoder encoder, VectorMaterial material) {
    return new TrainedOnce(encoder.config(), this).vectors(material).of(encoder);
  }
}
