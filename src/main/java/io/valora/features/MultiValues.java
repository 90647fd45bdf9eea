package io.valora.features;

import io.valora.config.ConfigSection;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** Values of a cell that holds several, such as {@code Action|Comedy}. */
public final class MultiValues {
  private static final String KEY = "separator";

  /** Separator unless the job file names another. */
  public static final String DEFAULT_SEPARATOR = "|";

  private MultiValues() {}

  /** Reads {@code separator}, noting a problem in the section. */
  public static String separator(ConfigSection section) {
    String separator = section.text(KEY, DEFAULT_SEPARATOR);
    if (separator.isEmpty()) {
      section.invalid(KEY, "''", "must be one or more characters, such as |");
    }
    return separator;
  }

  /** The values without blanks around them, each once, in their order; none of a null cell. */
  public static List<String> of(String cell, String separator) {
    return cell == null
        ? List.of()
        : Arrays.stream(cell.split(Pattern.quote(separator)))
            .map(String::strip)
            .filter(value -> !value.isEmpty())
            .distinct()
            .toList();
  }
}
