package io.valora.training;

import io.valora.tower.EntryLists;
import java.io.Serializable;

/**
 * A table whose entries a row of the data doesn't bring itself: they are looked up by its index
 * into another table, such as the columns of its item or the items that its user rated. Linked
 * tables stand behind those that rows name themselves.
 *
 * @param by the other table
 * @param entries for each of its rows
 */
public record LinkedTable(int by, EntryLists entries) implements Serializable {}
