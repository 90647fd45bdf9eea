package io.valora.networks;

/** The rating networks that a job can name. */
public enum NetworkKind {
  /** One embedding per user and per item, concatenated, into dense layers; see RatingNetwork. */
  EMBEDDING_MLP,
  /** Biases and a product of factors; see FactorsConfig. */
  FACTORS
}
