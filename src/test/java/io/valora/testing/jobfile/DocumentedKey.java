package io.valora.testing.jobfile;

import com.fasterxml.jackson.databind.JsonNode;
import io.valora.config.ConfigKey.Presence;
import io.valora.config.KeyShape;
import java.util.Optional;

/**
 * One key as parsers read it.
 *
 * @param path dotted, with {@code []} for the elements of a list
 * @param usual the default; empty where there is none
 */
public record DocumentedKey(
    String path, KeyShape shape, Presence presence, Optional<JsonNode> usual) {
  /** The path of the section that the key is in; empty for the whole file. */
  String section() {
    return sectionOf(path);
  }

  /** The last part of the path, without brackets. */
  String name() {
    return path.substring(path.lastIndexOf('.') + 1).replace("[]", "");
  }

  boolean isRequired() {
    return presence == Presence.REQUIRED;
  }

  static String sectionOf(String path) {
    return path.contains(".") ? path.substring(0, path.lastIndexOf('.')) : "";
  }
}
