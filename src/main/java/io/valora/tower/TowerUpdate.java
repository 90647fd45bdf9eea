package io.valora.tower;

import java.io.Serializable;
import java.util.List;

/**
 * What became of a tower: the table rows that changed, and all dense weights, with their optimizer
 * state, as they now are.
 *
 * @param tables for each table
 * @param dense as in {@link TowerState}
 * @param rows of data that made it
 */
public record TowerUpdate(List<TouchedRows> tables, float[] dense, long rows)
    implements Serializable {}
