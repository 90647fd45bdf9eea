package io.valora.schema;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Form in which ids that people take for the same are equal. */
public final class IdForm {
  private static final Pattern SPACES = Pattern.compile("[\\s\\p{Z}]+");
  private static final Pattern WHOLE = Pattern.compile("([+-]?\\d+)\\.0+");

  private IdForm() {}

  /** The id in lower case and one Unicode form, without spaces and the {@code .0} of a number. */
  public static String of(String id) {
    String plain = Normalizer.UNICODE.apply(id).toLowerCase(Locale.ROOT);
    return digits(SPACES.matcher(plain).replaceAll(""));
  }

  /** Whether a glance at the characters tells that the id is its own form. */
  public static boolean isPlain(String id) {
    for (int i = 0; i < id.length(); i++) {
      if (!staysAsItIs(id.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean staysAsItIs(char character) {
    boolean isCapital = character >= 'A' && character <= 'Z';
    return character > ' ' && character < 127 && character != '.' && !isCapital;
  }

  private static String digits(String id) {
    Matcher whole = WHOLE.matcher(id);
    return whole.matches() ? whole.group(1) : id;
  }

  /** Whether it is a whole number with decimals, such as {@code 12.0}. */
  public static boolean hasDecimals(String id) {
    return WHOLE.matcher(id).matches();
  }
}
