package io.valora.models;

/**
 * An item that many users rated.
 *
 * @param meanStars of its ratings in train
 * @param ratings in train
 */
public record PopularItem(String item, double meanStars, long ratings) {}
