package io.valora.scoring;

import io.valora.base.JobException;
import io.valora.base.Secrets;
import java.util.regex.Pattern;

/**
 * Table of a database that gets the scores.
 *
 * @param url of the database, such as {@code jdbc:postgresql://host/name}; holds no password
 * @param name of the table, with or without its schema
 */
public record TargetTable(String url, String name) {
  private static final Pattern NAME =
      Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,62}(\\.[A-Za-z_][A-Za-z0-9_]{0,62})?");

  public TargetTable {
    if (Secrets.inAddress(url) || url.lines().anyMatch(TargetTable::hasPassword)) {
      throw JobException.invalid(
          "--output",
          url.replaceFirst("[?;].*", "?***"),
          "must not hold a password: VALORA_JDBC_PASSWORD does, or a Hadoop credential provider");
    }
    if (!NAME.matcher(name).matches()) {
      throw JobException.invalid(
          "--table", name, "must be letters, digits and _, with or without a schema and a dot");
    }
  }

  private static boolean hasPassword(String url) {
    return Pattern.compile("[?&;]([^=&;]+)=")
        .matcher(url)
        .results()
        .anyMatch(parameter -> Secrets.isName(parameter.group(1)));
  }

  /** The table that a scoring fills before it takes this one's place. */
  String staging() {
    return name + "_attempt";
  }
}
