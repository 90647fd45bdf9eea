package io.valora.tower;

import java.io.Serializable;

/**
 * An embedding table.
 *
 * @param rows at least 1
 * @param dimension numbers learned per row, at least 1
 */
public record TableShape(int rows, int dimension) implements Serializable {}
