package io.valora.ingest;

/**
 * Position of a record, known while it is read: lines of a file are in the order of input split,
 * then line.
 *
 * @param file the index of the source file
 * @param split the byte at which the split starts
 * @param line the line within the split, from 0
 * @param lines the number of lines of the record, at least 1
 */
record Position(int file, long split, long line, long lines) {
  /** The position of a record of one line. */
  Position(int file, long split, long line) {
    this(file, split, line, 1);
  }
}
