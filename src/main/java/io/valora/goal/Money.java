package io.valora.goal;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Amount of a currency.
 *
 * @param currency its code, such as {@code EUR}
 */
public record Money(double amount, String currency) {
  static final String MUST = "must be an amount and the code of a currency, such as 24 EUR";

  private static final Pattern TEXT = Pattern.compile("(\\d{1,12}(?:\\.\\d{1,4})?) ([A-Z]{3})");

  static Optional<Money> parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    return matcher.matches()
        ? Optional.of(new Money(Double.parseDouble(matcher.group(1)), matcher.group(2)))
        : Optional.empty();
  }

  public Money times(double number) {
    return new Money(amount * number, currency);
  }

  /** Without decimals from 100 on. */
  @Override
  public String toString() {
    String format = Math.abs(amount) < 100 ? "%,.2f %s" : "%,.0f %s";
    return String.format(Locale.ENGLISH, format, amount, currency).replace("-", "−");
  }
}
