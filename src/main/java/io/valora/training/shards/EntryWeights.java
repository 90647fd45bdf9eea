package io.valora.training.shards;

/**
 * Weights of the entries that rows name themselves in one table.
 *
 * @param table of the layout, a bag
 * @param byIndex from index 1 on
 */
public record EntryWeights(int table, float[] byIndex) {}
