package io.valora.lineage;

import java.io.Serializable;

/**
 * One file a run read.
 *
 * @param name path or display name
 * @param bytes its length
 * @param sha256 of its bytes, in lower-case hexadecimal digits
 */
public record InputFile(String name, long bytes, String sha256) implements Serializable {}
