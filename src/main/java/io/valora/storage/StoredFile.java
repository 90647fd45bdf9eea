package io.valora.storage;

/**
 * One file that exists.
 *
 * @param uri its full address
 * @param bytes its length
 */
public record StoredFile(String uri, long bytes) {}
