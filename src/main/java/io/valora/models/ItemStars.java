package io.valora.models;

/** An item with its stars, given or predicted. */
public record ItemStars(String item, double stars) {}
