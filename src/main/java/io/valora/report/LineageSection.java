package io.valora.report;

import java.util.List;

/**
 * Lineage section of a report: seed, input files and software.
 *
 * @param versions name and value pairs
 */
public record LineageSection(long seed, List<Input> inputs, List<Property> versions) {
  public LineageSection {
    inputs = List.copyOf(inputs);
    versions = List.copyOf(versions);
  }

  /** One input file and the SHA-256 of its bytes in hexadecimal. */
  public record Input(String path, String sha256) {}
}
