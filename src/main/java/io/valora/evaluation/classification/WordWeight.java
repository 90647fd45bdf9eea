package io.valora.evaluation.classification;

/**
 * Contribution of one word to the score of a text.
 *
 * @param weight what it adds to the log odds of label 1; below 0 where it speaks for label 0
 */
public record WordWeight(String word, double weight) {}
