package io.valora.cli.export;

import io.valora.base.JobException;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Size of files as users write it: {@code 1.5MB}, {@code 400KB}, {@code 20000}. */
final class ByteSize {
  private static final Pattern SIZE =
      Pattern.compile("([0-9]{1,9}(?:\\.[0-9]{1,3})?)(KB|MB|GB|B|)");

  private ByteSize() {}

  /** Bytes; 1 KB is 1,000. */
  static long parse(String text) {
    Matcher parts = SIZE.matcher(text.toUpperCase(Locale.ROOT));
    if (!parts.matches()) {
      throw JobException.invalid(
          "--max-size", text, "must be a number and KB, MB or GB, such as 400KB");
    }
    int power =
        switch (parts.group(2)) {
          case "KB" -> 3;
          case "MB" -> 6;
          case "GB" -> 9;
          default -> 0;
        };
    return new BigDecimal(parts.group(1)).scaleByPowerOfTen(power).longValue();
  }
}
