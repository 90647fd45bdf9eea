package io.valora.tower;

import java.io.Serializable;

/**
 * Rows of a table with all that they hold; not copied.
 *
 * @param rows each once
 * @param touches how many rows of the data each stands for
 * @param values (embedding, optimizer state) of each row, in the order of {@code rows}
 */
public record TouchedRows(int[] rows, int[] touches, float[] values) implements Serializable {}
