package io.valora.cli;

import java.util.regex.Pattern;

/** Address of a file as a shell takes it: a local one as a path, quoted where it must be. */
final class ShellPath {
  private static final String LOCAL = "file:";
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

  private ShellPath() {}

  static String of(String address) {
    String path = address.startsWith(LOCAL + "/") ? local(address) : address;
    return PLAIN.matcher(path).matches() ? path : "'" + path.replace("'", "'\\''") + "'";
  }

  private static String local(String address) {
    return address.substring(LOCAL.length()).replaceFirst("^/{2,}", "/");
  }
}
