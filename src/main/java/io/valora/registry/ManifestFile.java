package io.valora.registry;

import java.util.Optional;

/**
 * One published file.
 *
 * @param path from the run's folder, such as {@code model/network.zip}
 * @param bytes its length
 * @param sha256 of its bytes, in lower-case hexadecimal digits; empty for the data files of a table
 *     that may be large
 */
public record ManifestFile(String path, long bytes, Optional<String> sha256) {}
