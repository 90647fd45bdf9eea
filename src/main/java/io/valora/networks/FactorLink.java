package io.valora.networks;

import io.valora.tower.EntryLists;

/**
 * Rows of a table of their own that are added to a user's or an item's.
 *
 * @param by 0 for users, 1 for items
 * @param rows of the table
 * @param entries of each user or item
 */
public record FactorLink(int by, int rows, EntryLists entries) {}
