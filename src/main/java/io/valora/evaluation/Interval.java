package io.valora.evaluation;

/** From {@code low} to {@code high}; both NaN when nothing is known. */
public record Interval(double low, double high) {}
