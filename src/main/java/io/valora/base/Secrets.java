package io.valora.base;

import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Recognizes secrets that stand where none belongs: the user-info of an address ({@code
 * s3a://key:secret@bucket}), its parameters ({@code jdbc:…?password=…}), and what is called as
 * secrets are ({@code fs.s3a.secret.key}, {@code AWS_SECRET_ACCESS_KEY}). They are refused where
 * they are given and masked in every message, so nothing that a run persists can hold them.
 */
public final class Secrets {
  /** Advice for messages. */
  public static final String REMEDY =
      "must not hold a secret: leave it to environment variables that the file system reads"
          + " itself, such as AWS_SECRET_ACCESS_KEY, or to a Hadoop credential provider";

  private static final String MASK = "***";
  private static final Pattern ADDRESS = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*)://(\\S*)");
  private static final Set<String> BUCKETS = Set.of("s3", "s3a", "s3n", "gs");
  private static final Set<String> CONTAINERS = Set.of("abfs", "abfss", "wasb", "wasbs");
  private static final Pattern PARAMETER = Pattern.compile("([?&;])([A-Za-z._-]+)=([^?&;\\s']+)");
  private static final Pattern ORACLE =
      Pattern.compile("(jdbc:oracle:\\w+:)[^@/\\s]+/[^@\\s]+(?=@)");
  private static final Pattern NAME =
      Pattern.compile(
          "secret|passw|passphrase|token|credentials?$"
              + "|(access|account|private|encryption|api|sas)[._-]?key",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern REFERENCE =
      Pattern.compile("spark\\.kubernetes\\.(driver|executor)\\.secret(s|KeyRef)\\..*");

  private Secrets() {}

  /** Whether an address in the text has user-info or parameters that may hold a secret. */
  public static boolean inAddress(String text) {
    return !text.equals(masked(text));
  }

  /** The text with the user-info and the secret parameters of addresses left out. */
  public static String masked(String text) {
    if (text == null || !text.contains("://") && !text.contains("jdbc:")) {
      return text;
    }
    String users = ORACLE.matcher(text).replaceAll("$1" + MASK);
    String parameters =
        PARAMETER
            .matcher(users)
            .replaceAll(found -> Matcher.quoteReplacement(maskedParameter(found)));
    return ADDRESS.matcher(parameters).replaceAll(found -> Matcher.quoteReplacement(masked(found)));
  }

  private static String maskedParameter(MatchResult parameter) {
    String name = parameter.group(2);
    return isName(name) || name.equalsIgnoreCase("pwd")
        ? parameter.group(1) + name + "=" + MASK
        : parameter.group();
  }

  /** Whether an environment variable or a property is called as secrets are. */
  public static boolean isName(String name) {
    return NAME.matcher(name).find() && !REFERENCE.matcher(name).matches();
  }

  /** An override {@code key=value} for a message. */
  public static String maskedOverride(String override) {
    int equals = override.indexOf('=');
    return equals >= 0 && isName(override.substring(0, equals))
        ? override.substring(0, equals + 1) + MASK
        : masked(override);
  }

  private static String masked(MatchResult address) {
    if (!hasUserInfo(address)) {
      return address.group();
    }
    String rest = address.group(2);
    int at = rest.lastIndexOf('@');
    return address.group(1) + "://" + MASK + (at < 0 ? "" : rest.substring(at));
  }

  /**
   * A bucket has no port, so whatever follows a colon is a secret, one with slashes too; the
   * container of an Azure address is no secret.
   */
  private static boolean hasUserInfo(MatchResult address) {
    String scheme = address.group(1).toLowerCase(Locale.ROOT);
    String rest = address.group(2);
    int slash = rest.indexOf('/');
    String authority = slash < 0 ? rest : rest.substring(0, slash);
    int at = authority.lastIndexOf('@');
    if (CONTAINERS.contains(scheme)) {
      return authority.lastIndexOf(':', Math.max(at, 0)) > 0;
    }
    return at >= 0 || (BUCKETS.contains(scheme) && authority.indexOf(':') >= 0);
  }
}
