package io.valora.export;

/**
 * Measurements of an exported model on the rows of a split. Differences are the largest ones, in
 * units of the answer: stars, probabilities, or the standard deviation of the target.
 *
 * @param metric of its answers
 * @param equal share of rows with the decision of the run's model: the class, or a number less than
 *     a hundredth of the unit away
 * @param difference from the model that it is made of, with all bits of its weights
 * @param plain from plain Java with the same weights
 * @param alone between a row alone and among others
 * @param milliseconds per 1,000 rows in batches, on one thread
 */
public record TrialResult(
    long rows,
    double metric,
    double equal,
    double difference,
    double plain,
    double alone,
    double milliseconds) {}
