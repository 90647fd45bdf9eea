package io.valora.ingest.lines;

import org.apache.hadoop.io.Text;

/**
 * One physical line.
 *
 * @param bytes without its end
 * @param end the line feed, carriage return or both behind it; empty at the end of the file
 * @param number from 0
 * @param start the offset of its first byte
 * @param next the offset of the byte behind its end
 */
public record TextLine(Text bytes, String end, long number, long start, long next) {}
