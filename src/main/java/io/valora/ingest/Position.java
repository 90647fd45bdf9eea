package io.valora.ingest;

/**
 * Position of a line, known while it is read: lines of a file are in the order of input split, then
 * line.
 *
 * @param file the index of the source file
 * @param split the byte at which the split starts
 * @param line the line within the split, from 0
 */
record Position(int file, long split, long line) {}
