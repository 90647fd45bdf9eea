package io.valora.networks;

/** The networks that a job can name. */
public enum NetworkKind {
  /** One embedding per user and per item, concatenated, into dense layers; see RatingNetwork. */
  EMBEDDING_MLP
}
