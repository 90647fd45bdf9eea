package io.valora.split;

/** Rows of the parts of one fold. */
public record FoldRows(long train, long stopping, long scored) {}
