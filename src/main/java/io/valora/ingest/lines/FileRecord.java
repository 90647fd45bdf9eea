package io.valora.ingest.lines;

/**
 * One record of a file as text.
 *
 * @param intact whether all of it could be decoded
 * @param line the number, from 0, of its first line in the file
 * @param lines the number of its lines
 * @param problem why its lines make no record; null for one that may be typed
 */
public record FileRecord(String text, boolean intact, long line, long lines, RowProblem problem) {}
