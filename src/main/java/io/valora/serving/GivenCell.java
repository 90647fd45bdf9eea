package io.valora.serving;

/**
 * One cell of a row that a user gave.
 *
 * @param name of an input
 * @param text null for a missing value
 */
public record GivenCell(String name, String text) {}
