package io.valora.features.text;

/**
 * Length of a text in terms.
 *
 * @param known terms that the encoder has a row for
 */
public record TermCounts(int terms, int known) {}
