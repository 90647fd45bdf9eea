package io.valora.config;

/**
 * One key that a parser read.
 *
 * @param path dotted, such as {@code ingest.columns[0].name}
 * @param shape the values that it takes
 */
public record ConfigKey(String path, KeyShape shape, Presence presence) {
  /** Obligation to give a key. */
  public enum Presence {
    /** Leaving it out is a problem. */
    REQUIRED,
    /** It has a default, or means something by its absence. */
    OPTIONAL
  }
}
