package io.valora.evaluation.rating;

/** A test row that the model was far off on, and what it could have known. */
public record WorstError(
    String user,
    String item,
    double rating,
    double prediction,
    KnownRatings userInTrain,
    KnownRatings itemInTrain) {}
