package io.valora.export.browser;

import io.valora.base.JobException;
import io.valora.base.Outcome;
import io.valora.schema.ColumnSpec;
import java.util.List;
import java.util.regex.Pattern;

/** Patterns of times that a page reads. */
final class PageTimes {
  private static final Pattern QUOTED = Pattern.compile("'[^']*'");

  /**
   * Of year, month, day, hour, minute, second, its fraction, half of the day, weekday and offset.
   */
  private static final Pattern READ =
      Pattern.compile(
          "(?:[^A-Za-z]|[yu]+|M{1,4}|L{1,4}|d{1,2}|[Hhms]{1,2}|S+|a|E{1,4}|[Xx]{1,3}|Z)*+");

  private PageTimes() {}

  /**
   * @throws JobException when a page can't read the times of an input
   */
  static void requireReadable(List<ColumnSpec> inputs) {
    for (ColumnSpec input : inputs) {
      if (input.times() != null
          && !READ.matcher(QUOTED.matcher(input.times().pattern()).replaceAll("")).matches()) {
        throw JobException.cannot(
            Outcome.INVALID_REQUEST,
            "export to browser",
            "pages don't read times like %s (of %s)"
                .formatted(input.times().pattern(), input.name()));
      }
    }
  }
}
