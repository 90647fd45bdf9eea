package io.valora.ingest;

import java.io.Serializable;

/**
 * What exactly was read.
 *
 * @param name as messages and the quarantine call it
 * @param bytes its length as stored, compressed or not
 * @param sha256 of those bytes, 64 lower-case hexadecimal digits
 */
public record InputFile(String name, long bytes, String sha256) implements Serializable {}
