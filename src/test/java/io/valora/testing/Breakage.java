package io.valora.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Breaks what is whole, in the same ways for the same seed. */
public final class Breakage {
  private static final Pattern WORD = Pattern.compile("[A-Za-z0-9._+-]+");
  private static final List<String> NASTY =
      List.of(
          "",
          " ",
          "null",
          "~",
          "true",
          "-1",
          "0",
          "1e999",
          "-1e-999",
          "NaN",
          "Infinity",
          "0x1F",
          "1_000",
          "99999999999999999999999",
          "2147483648",
          "-9223372036854775808",
          "0.1.2",
          "%s%n%d",
          "[]",
          "{}",
          "[null]",
          "[1, 2]",
          "[x]",
          "{a: 1}",
          "[{a: 1}]",
          "[[1]]",
          "1.5",
          "-0.0",
          "{",
          "}",
          "[",
          "]",
          "\"",
          "'",
          ":",
          ",",
          "\t",
          "\n",
          "\r\n",
          "\u0000",
          "\uFEFF",
          "\u202E",
          "\uD83D\uDE00",
          "é",
          "日本",
          "../..",
          "/etc/passwd",
          "s3a://",
          "sample:none",
          "${",
          "${NO_SUCH_VARIABLE}",
          "!!javax.script.ScriptEngineManager [",
          "!x ",
          "&a ",
          "*a",
          "<<: ",
          "- ",
          "---\n",
          "? ",
          "| ",
          "> ",
          "#",
          "@",
          "`",
          "\\",
          "\\u12",
          "$1",
          "(",
          "*",
          "a".repeat(400),
          "[".repeat(60),
          "{a: ".repeat(60),
          "9".repeat(1200));

  private final SplittableRandom random;

  public Breakage(long seed) {
    random = new SplittableRandom(seed);
  }

  /** From 0 to {@code bound}, less one. */
  public int pick(int bound) {
    return random.nextInt(bound);
  }

  public <T> T pick(List<T> from) {
    return from.get(pick(from.size()));
  }

  /** What is hard to read. */
  public String nasty() {
    return pick(NASTY);
  }

  /** The text with one to four faults. */
  public String broken(String whole) {
    String text = whole;
    for (int faults = 1 + pick(4); faults > 0; faults--) {
      text = fault(text);
    }
    return text;
  }

  /** The bytes with one to four faults. */
  public byte[] broken(byte[] whole) {
    byte[] bytes = whole.clone();
    for (int faults = 1 + pick(4); faults > 0 && bytes.length > 0; faults--) {
      bytes = fault(bytes);
    }
    return bytes;
  }

  private String fault(String text) {
    int at = pick(text.length() + 1);
    int end = at + pick(Math.min(40, text.length() - at) + 1);
    return switch (pick(7)) {
      case 0 -> text.substring(0, at) + nasty() + text.substring(at);
      case 1 -> text.substring(0, at) + text.substring(end);
      case 2 -> text.substring(0, at) + text.substring(at, end).repeat(2) + text.substring(end);
      case 3 -> pick(4) == 0 ? text.substring(0, at) : text.substring(0, at) + nasty();
      default -> wordReplaced(text);
    };
  }

  private String wordReplaced(String text) {
    List<MatchResult> words = WORD.matcher(text).results().toList();
    if (words.isEmpty()) {
      return nasty();
    }
    MatchResult word = pick(words);
    String instead = pick(3) == 0 ? pick(words).group() : nasty();
    return text.substring(0, word.start()) + instead + text.substring(word.end());
  }

  private byte[] fault(byte[] bytes) {
    int at = pick(bytes.length);
    int end = at + pick(Math.min(40, bytes.length - at) + 1);
    return switch (pick(4)) {
      case 0 -> Arrays.copyOf(bytes, at);
      case 1 -> joined(bytes, at, nasty().getBytes(UTF_8), at);
      case 2 -> joined(bytes, at, new byte[0], end);
      default -> {
        byte[] flipped = bytes.clone();
        flipped[at] = (byte) random.nextInt();
        yield flipped;
      }
    };
  }

  private static byte[] joined(byte[] bytes, int until, byte[] between, int from) {
    byte[] out = Arrays.copyOf(bytes, until + between.length + bytes.length - from);
    System.arraycopy(between, 0, out, until, between.length);
    System.arraycopy(bytes, from, out, until + between.length, bytes.length - from);
    return out;
  }
}
